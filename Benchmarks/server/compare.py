#!/usr/bin/env python3
"""Shanhe and PocketBase side by side on the same work, as requests per CPU second of the server.

    compare.py SHANHE_PROGRAM POCKETBASE_PROGRAM [SECONDS]

Both keep the same four fields in SQLite, both answer over HTTP/1.1 on loopback, both to a signed-in client. Shanhe also writes each
change into its ledger. The rounds alternate, so that what else the machine does meets both. Only the servers' own CPU time counts
(all their processes and threads, from /proc); wrk's does not.
"""
import json, os, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.error, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def call(method, url, body=None, token=None):
    request = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", token)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        sys.exit(f"{method} {url}: {error.code} {error.read().decode()[:500]}")


def wait_for(url, process, pause=0.02):
    for _ in range(int(12 / pause)):
        try:
            urllib.request.urlopen(url, timeout=1)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                sys.exit(f"{process.args[0]} ended with {process.returncode}")
            time.sleep(pause)
    sys.exit(f"{url} does not answer")


class Server:
    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as f:
            parts = f.read().rpartition(")")[2].split()
        return sum(int(parts[i]) for i in (11, 12, 13, 14)) / TICKS

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmRSS")) / 1024

    def settle(self):
        """Waits until what a first start has to do is done: nothing is used for a second."""
        for _ in range(60):
            before = self.cpu()
            time.sleep(1)
            if self.cpu() - before < 0.03:
                return

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        shutil.rmtree(self.folder)


class Shanhe(Server):
    name = "Shanhe"

    def __init__(self, program):
        self.folder = tempfile.mkdtemp()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--database", f"{self.folder}/db", "--files", f"{self.folder}/files", "--ledger-key", f"{self.folder}/key"]
        added = subprocess.run([program, "token", *options, "--account", "bench", "--role", "administrator"], capture_output=True, text=True, check=True)
        self.token = "Bearer " + added.stdout.strip().splitlines()[-1]
        self.process = subprocess.Popen([program, "serve", *options, "--port", str(self.port), "--log-level", "error"], stdout=subprocess.DEVNULL)
        wait_for(self.url + "/health/ready", self.process)
        self.create = "/api/v1/note", '{"title":"高新技术企业 @","amount":120.5,"day":"2025-03-09","isOpen":true}'
        self.list = "/api/v1/note?limit=20"
        first = call("POST", self.url + self.create[0], json.loads(self.create[1]), self.token)
        self.one = f"/api/v1/note/{first['id']}"
        self.bare = "/health/live"


class PocketBase(Server):
    name = "PocketBase"

    def __init__(self, program):
        self.folder = tempfile.mkdtemp()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        subprocess.run([program, "superuser", "upsert", "a@example.com", "1234567890", "--dir", f"{self.folder}/data"], check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen([program, "serve", f"--http=127.0.0.1:{self.port}", "--dir", f"{self.folder}/data"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.url + "/api/health", self.process)
        signed_in = call("POST", self.url + "/api/collections/_superusers/auth-with-password", {"identity": "a@example.com", "password": "1234567890"})
        self.token = signed_in["token"]
        fields = [{"name": "title", "type": "text", "required": True}, {"name": "amount", "type": "number"}, {"name": "day", "type": "date"}, {"name": "isOpen", "type": "bool"}]
        call("POST", self.url + "/api/collections", {"name": "note", "type": "base", "fields": fields}, self.token)
        self.create = "/api/collections/note/records", '{"title":"高新技术企业 @","amount":120.5,"day":"2025-03-09","isOpen":true}'
        # Shanhe's list does not count unless it is asked to, so PocketBase need not either.
        self.list = "/api/collections/note/records?perPage=20&skipTotal=1&sort=-@rowid"
        first = call("POST", self.url + self.create[0], json.loads(self.create[1]), self.token)
        self.one = f"/api/collections/note/records/{first['id']}"
        self.bare = "/api/health"


def load(server, seconds, connections, script, *arguments):
    before = server.cpu()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", f"{HERE}/{script}", server.url, "--", *arguments]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = server.cpu() - before
    requests, duration, errors, p50, p99, _ = (float(x) for x in next(l for l in out.splitlines() if l.startswith("RESULT")).split()[1:])
    if errors:
        sys.exit(f"{server.name}: {errors:.0f} of {requests:.0f} requests failed\n{out}")
    return {"per_cpu": requests / used, "per_second": requests / duration * 1e6, "p50": p50 / 1000, "p99": p99 / 1000}


def main():
    shanhe, pocketbase = sys.argv[1:3]
    seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    servers = []
    works = [
        ("create", 4000, lambda s: load(s, seconds, 64, "create.lua", s.create[0], s.token, s.create[1])),
        ("list of 20", 6000, lambda s: load(s, seconds, 32, "read.lua", s.list, s.token)),
        ("read one", None, lambda s: load(s, seconds, 32, "read.lua", s.one, s.token)),
        ("bare route", None, lambda s: load(s, seconds, 32, "read.lua", s.bare, "")),
    ]
    print(f"Requests per CPU second of the server; the better of two rounds of {seconds} s each, which alternate with PocketBase's")
    rates = {}
    try:
        for make, program in ((Shanhe, shanhe), (PocketBase, pocketbase)):
            servers.append(make(program))
        for server in servers:
            server.settle()
        for name, goal, work in works:
            best = {}
            for _ in range(2):
                for server in servers:
                    result = work(server)
                    if server.name not in best or result["per_cpu"] > best[server.name]["per_cpu"]:
                        best[server.name] = result
            ours, theirs = best["Shanhe"], best["PocketBase"]
            rates[name] = ours["per_cpu"]
            print(f"{name}: {ours['per_cpu']:,.0f}" + (f" (goal {goal:,}, ratio {ours['per_cpu'] / goal:.2f})" if goal else "")
                  + f"; PocketBase {theirs['per_cpu']:,.0f}, ratio {ours['per_cpu'] / theirs['per_cpu']:.1f}; p99 {ours['p99']:.1f} ms, PocketBase {theirs['p99']:.1f} ms; load {os.getloadavg()[0]:.1f}")
        print(f"read one beside the bare route: {rates['read one'] / rates['bare route']:.0%} (goal 50%)")
        print("memory, MB: " + ", ".join(f"{s.name} {s.memory():.0f}" for s in servers))
    finally:
        for server in servers:
            server.stop()


if __name__ == "__main__":
    main()
