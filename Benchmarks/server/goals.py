#!/usr/bin/env python3
"""The server on a database of many records: how soon it is ready, how much memory it takes, how long a thousand users wait.

    goals.py SHANHE_PROGRAM ENGINE_BENCH [RECORDS]

ENGINE_BENCH (Benchmarks/Sources/EngineBench) makes the database.
"""
import os, shutil, subprocess, sys, tempfile, time, urllib.request
from compare import HERE, Server, free_port, wait_for


class Prepared(Server):
    """A server on a database that exists."""

    name = "Shanhe"

    def __init__(self, program, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--database", f"{folder}/db", "--files", f"{folder}/files", "--ledger-key", f"{folder}/key", "--region", "331024", "--log-level", "error"]
        begun = time.monotonic()
        self.process = subprocess.Popen([program, "serve", *options, "--port", str(self.port)], stdout=subprocess.DEVNULL)
        wait_for(self.url + "/health/ready", self.process, pause=0.002)
        self.ready = time.monotonic() - begun

    def end(self):
        self.process.terminate()
        self.process.wait(20)


def main():
    program, bench = sys.argv[1:3]
    records = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    folder = tempfile.mkdtemp()
    server = None
    try:
        subprocess.run([bench, "prepare", folder, "--records", str(records)], check=True)
        cookies = open(f"{folder}/cookies.txt").read().split("\n")
        starts = []
        for _ in range(5):
            server = Prepared(program, folder)
            request = urllib.request.Request(server.url + "/a/note", headers={"Cookie": cookies[0]})
            page = urllib.request.urlopen(request, timeout=30).read().decode()
            assert "高新技术企业" in page, "the list of notes does not show"
            starts.append((server.ready * 1000, server.memory(), server.cpu() * 1000))
            server.end()
        ready, memory, cpu = min(starts)
        print(f"cold start on {records:,} records: {ready:.0f} ms (goal 300, ratio {300 / ready:.1f}), {cpu:.0f} ms of the processor with the first page; "
              f"{memory:.0f} MB after the first page (goal 150, ratio {150 / memory:.1f}); load {os.getloadavg()[0]:.1f}")
        server = Prepared(program, folder)
        before = server.cpu()
        paths = ["/", "/a/note", "/inbox", "/a/instrument", "/search?q=%E9%AB%98%E6%96%B0", "/api/v1/note?limit=20"]
        command = ["wrk", "-t1", "-c1000", "-d20s", "--timeout", "10s", "-s", f"{HERE}/click.lua", server.url, "--", f"{folder}/cookies.txt", *paths]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        requests, duration, errors, p50, p99, longest = (float(x) for x in next(l for l in out.splitlines() if l.startswith("RESULT")).split()[1:])
        print(f"1,000 signed-in users, a click every 5 s each, {requests / duration * 1e6:.0f} pages a second: p50 {p50 / 1000:.1f} ms, p99 {p99 / 1000:.1f} ms "
              f"(goal 100, ratio {100_000 / p99:.1f}), longest {longest / 1000:.0f} ms, {errors:.0f} errors; "
              f"{server.cpu() - before:.1f} s of the processor, {server.memory():.0f} MB; load {os.getloadavg()[0]:.1f}")
    finally:
        if server and server.process.poll() is None:
            server.end()
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
