#!/usr/bin/env python3
"""The server on databases of many records: how soon it is ready, how much memory it takes, how long a thousand users and the leaders' page wait.

    goals.py SHANHE_PROGRAM ENGINE_BENCH [RECORDS]

ENGINE_BENCH (Benchmarks/Sources/EngineBench) makes the databases. What takes longer than its time is given up and said so; the rest goes on.
"""
import os, shutil, subprocess, sys, tempfile, time, urllib.request
from compare import HERE, Server, free_port, wait_for

MAKING = 900  # seconds for one database


class Prepared(Server):
    """A server on a database that exists."""

    name = "Shanhe"

    def __init__(self, program, folder, region):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        options = ["--database", f"{folder}/db", "--files", f"{folder}/files", "--ledger-key", f"{folder}/key", "--region", region, "--log-level", "error"]
        begun = time.monotonic()
        self.process = subprocess.Popen([program, "serve", *options, "--port", str(self.port)], stdout=subprocess.DEVNULL)
        wait_for(self.url + "/health/ready", self.process, pause=0.002)
        self.ready = time.monotonic() - begun
        self.ready_cpu = self.cpu()

    def page(self, path, cookie):
        request = urllib.request.Request(self.url + path, headers={"Cookie": cookie})
        return urllib.request.urlopen(request, timeout=30).read().decode()

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                print("stopping: the server did not end within 20 s and was killed")
                self.process.kill()
                self.process.wait()


def prepared(bench, what, records):
    """A folder with a database, or None where that took too long."""
    folder = tempfile.mkdtemp()
    try:
        subprocess.run([bench, what, folder, "--records", str(records)], check=True, timeout=MAKING)
        return folder, open(f"{folder}/cookies.txt").read().split("\n")
    except subprocess.TimeoutExpired:
        print(f"{what}: given up, {records:,} records were not written within {MAKING} s; load {os.getloadavg()[0]:.1f}")
        shutil.rmtree(folder)


def start_and_users(program, bench, records):
    made = prepared(bench, "prepare", records)
    if not made:
        return
    folder, cookies = made
    server = None
    try:
        # The first start makes the tables of the other applications and brings their facts in.
        server = Prepared(program, folder, "331024")
        server.settle()
        server.end()
        starts = []
        for _ in range(5):
            server = Prepared(program, folder, "331024")
            assert "高新技术企业" in server.page("/a/note", cookies[0]), "the list of notes does not show"
            starts.append((server.ready * 1000, server.memory(), server.ready_cpu * 1000, server.cpu() * 1000))
            server.end()
        ready, memory, ready_cpu, cpu = min(starts)
        print(f"cold start on {records:,} records: {ready:.0f} ms (goal 300, ratio {300 / ready:.1f}), {ready_cpu:.0f} ms of the processor, {cpu:.0f} with the first page; "
              f"{memory:.0f} MB after the first page (goal 150, ratio {150 / memory:.1f}); load {os.getloadavg()[0]:.1f}")
        server = Prepared(program, folder, "331024")
        before = server.cpu()
        paths = ["/", "/a/note", "/inbox", "/a/instrument", "/search?q=%E9%AB%98%E6%96%B0", "/api/v1/note?limit=20"]
        command = ["wrk", "-t1", "-c1000", "-d20s", "--timeout", "10s", "-s", f"{HERE}/click.lua", server.url, "--", f"{folder}/cookies.txt", *paths]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
        requests, duration, errors, p50, p99, longest = (float(x) for x in next(l for l in out.splitlines() if l.startswith("RESULT")).split()[1:])
        print(f"1,000 signed-in users who click every 5 s, {requests / duration * 1e6:.0f} pages a second: p50 {p50 / 1000:.1f} ms, p99 {p99 / 1000:.1f} ms "
              f"(goal 100, ratio {100_000 / p99:.1f}), longest {longest / 1000:.0f} ms, {errors:.0f} errors; "
              f"{server.cpu() - before:.1f} s of the processor, {server.memory():.0f} MB; load {os.getloadavg()[0]:.1f}")
    finally:
        if server:
            server.end()
        shutil.rmtree(folder)


def overview(program, bench, records):
    made = prepared(bench, "prepare-plan", records)
    if not made:
        return
    folder, cookies = made
    server = None
    try:
        server = Prepared(program, folder, "500114")
        assert "指标走势" in server.page("/p/planBoard/overview", cookies[0]), "the overview does not show"
        server.settle()
        for path in "/p/planBoard/overview", "/":
            before, times = server.cpu(), []
            for number in range(40):
                begun = time.monotonic()
                server.page(path, cookies[number % 20])
                times.append((time.monotonic() - begun) * 1000)
            times.sort()
            used = (server.cpu() - before) / len(times) * 1000
            print(f"{path} of the plan board on {records:,} records: {used:.0f} ms of the processor a page (goal 50, ratio {50 / max(used, 0.1):.1f}); "
                  f"by the clock p50 {times[20]:.0f} ms, longest of 40 {times[-1]:.0f} ms; load {os.getloadavg()[0]:.1f}")
    finally:
        if server:
            server.end()
        shutil.rmtree(folder)


def main():
    program, bench = sys.argv[1:3]
    records = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    # What is printed goes into a file too, where it shall stand in the order in which it was measured.
    sys.stdout.reconfigure(line_buffering=True)
    for measure in start_and_users, overview:
        try:
            measure(program, bench, records)
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            print(f"{measure.__name__}: failed, {error}")


if __name__ == "__main__":
    main()
