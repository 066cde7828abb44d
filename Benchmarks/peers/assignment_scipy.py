"""Reviewer assignment as a linear program by SciPy (HiGHS); its vertices are whole."""
from importlib.metadata import version

import numpy as np
from assignment import read, report
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

applications, reviewers, limit, pairs = read()


def solve():
    count = len(pairs)
    ones, places = np.ones(count), np.arange(count)
    each = csr_matrix((ones, (pairs[:, 0], places)), shape=(applications, count))
    load = csr_matrix((ones, (pairs[:, 1], places)), shape=(reviewers, count))
    answer = linprog(
        -pairs[:, 2], A_eq=each, b_eq=np.full(applications, 5), A_ub=load, b_ub=np.full(reviewers, limit), bounds=(0, 1), method="highs-ds",
        options={"time_limit": 120})
    if answer.status != 0:
        raise SystemExit("not solved")
    return -answer.fun


report(f"SciPy {version('scipy')} linprog (HiGHS)", solve)
