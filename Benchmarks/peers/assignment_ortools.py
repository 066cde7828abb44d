"""Reviewer assignment as minimum-cost flow by OR-Tools (cost scaling)."""
from importlib.metadata import version

import numpy as np
from assignment import read, report
from ortools.graph.python import min_cost_flow

applications, reviewers, limit, pairs = read()


def solve():
    flow = min_cost_flow.SimpleMinCostFlow()
    sink = applications + reviewers
    flow.add_arcs_with_capacity_and_unit_cost(pairs[:, 0], applications + pairs[:, 1], np.ones(len(pairs), np.int64), -pairs[:, 2])
    places = applications + np.arange(reviewers)
    flow.add_arcs_with_capacity_and_unit_cost(places, np.full(reviewers, sink), np.full(reviewers, limit), np.zeros(reviewers, np.int64))
    flow.set_nodes_supplies(np.arange(sink + 1), np.concatenate([np.full(applications, 5), np.zeros(reviewers, np.int64), [-5 * applications]]))
    if flow.solve() != flow.OPTIMAL:
        raise SystemExit("not solved")
    return -flow.optimal_cost()


report(f"OR-Tools {version('ortools')} SimpleMinCostFlow", solve)
