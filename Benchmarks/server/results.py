#!/usr/bin/env python3
"""Writes what a benchmark prints into a file of results, and prints it too.

    … | results.py FILE TITLE [NOTE]

A line `what: numbers` becomes a line of the table; other lines stand as they are.
"""
import datetime, os, re, subprocess, sys


def commit():
    out = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True)
    return out.stdout.strip() or "no commit"


def processor():
    try:
        with open("/proc/cpuinfo") as f:
            return next(line.split(":", 1)[1].strip() for line in f if line.startswith("model name"))
    except (OSError, StopIteration):
        return "unknown processor"


def main():
    path, title = sys.argv[1:3]
    note = " ".join(sys.argv[3:])
    begun, first = datetime.datetime.now(datetime.timezone.utc), os.getloadavg()[0]
    rows = []
    for line in sys.stdin:
        print(line, end="", flush=True)
        line = line.rstrip()
        if not line:
            continue
        what, colon, numbers = line.partition(": ")
        rows.append((what, numbers) if colon else ("", line))
    if not rows:
        sys.exit("nothing was measured, nothing is written")
    with open(path, "w") as f:
        f.write(f"# {title}\n\nWritten by Benchmarks/server/results.py from what the benchmarks print, not by hand; each `scripts/bench server` replaces it.\n\n")
        f.write(f"{begun:%Y-%m-%d %H:%M} UTC, commit {commit()}; {os.cpu_count()} cores of {processor()}; load {first:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end.\n"
                "Where others use the processor, numbers a second of the processor tell more than numbers by the clock.\n"
                f"{note and chr(10) + note + chr(10)}\n| what | measured |\n|---|---|\n")
        for what, numbers in rows:
            f.write(f"| {what.replace('|', '/')} | {re.sub(r' {2,}', ' · ', numbers.strip()).replace('|', '/')} |\n")


if __name__ == "__main__":
    main()
