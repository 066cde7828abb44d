"""What the scripts of this folder share: run a function several times and print the seconds of the processor as JSON for the benchmark."""
import json
import sys
import time


def measure(name, work, size, function, runs=5, budget=5.0):
    seconds = []
    while len(seconds) < runs and sum(seconds) < budget:
        began = time.process_time()
        function()
        seconds.append(time.process_time() - began)
    json.dump({"name": name, "work": work, "bytes": size, "seconds": seconds}, sys.stdout)


def head(path, size):
    """The first so many bytes of a text, cut at a line."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    cut = text.encode()[:size].decode(errors="ignore")
    return cut[: cut.rfind("\n") + 1] or cut
