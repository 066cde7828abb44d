"""What the scripts for reviewer assignment share: read the pairs that ScienceBench wrote, run a solver, print one line."""
import sys
import time

import numpy as np


def read():
    """Applications, reviewers, limit; and of each pair application, reviewer, match in millionths."""
    with open(sys.argv[1], encoding="ascii") as file:
        applications, reviewers, limit = map(int, file.readline().split(","))
        pairs = np.loadtxt(file, delimiter=",", dtype=np.int64)
    return applications, reviewers, limit, pairs


def report(name, work):
    """CPU seconds of the solver alone, and its sum of matches."""
    began = time.process_time()
    total = work()
    print(f"{name}: {time.process_time() - began:.3f} CPU s, sum {total / 1e6:.4f}")
