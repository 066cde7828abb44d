"""Reference values of Student's t, the incomplete beta function and least squares forecasts, computed by SciPy.

    pip install scipy==1.17.1 numpy==2.4.6
    python make_reference.py > reference.json

The file in the repository was written with Python 3.11, SciPy 1.17.1, NumPy 2.4.6.
"""

import json
import math
import sys

import numpy
import scipy
from scipy import special, stats

DEGREES = [1, 2, 3, 4, 5, 8, 13, 30, 100, 1000]

series = {
    "companies": ([2019.0, 2020.0, 2021.0, 2022.0, 2023.0], [31.0, 37.0, 44.0, 55.0, 60.0], 2026.0, 80.0),
    "half years": ([2021.0, 2021.5, 2022.0, 2023.0], [12.4, 13.1, 13.0, 14.9], 2024.0, 15.5),
    "uneven": ([2016.0, 2017.5, 2018.0, 2020.0, 2021.25, 2023.0], [5.0, 4.4, 4.6, 3.1, 3.0, 2.2], 2025.0, 1.9),
    "growing": ([2017.0, 2018.0, 2019.0, 2020.0, 2021.0, 2022.0, 2023.0], [10.0, 13.2, 17.1, 22.6, 29.8, 38.5, 51.3], 2026.0, 120.0),
}


def prediction(times, values, at, level):
    """Middle, standard error and interval of a new value at a time, by the textbook formula on scipy.stats.linregress."""
    times, values = numpy.array(times), numpy.array(values)
    fit = stats.linregress(times, values)
    residuals = values - fit.intercept - fit.slope * times
    n = len(times)
    s = math.sqrt((residuals**2).sum() / (n - 2))
    middle = fit.intercept + fit.slope * at
    error = s * math.sqrt(1 + 1 / n + (at - times.mean()) ** 2 / ((times - times.mean()) ** 2).sum())
    width = stats.t.ppf((1 + level) / 2, n - 2)
    return middle, error, middle - width * error, middle + width * error


def left_out(times, values, logarithm):
    """Root mean square of what each value is missed by when the line is fitted to the others, one by one."""
    errors = []
    for i in range(len(times)):
        t, v = [x for j, x in enumerate(times) if j != i], [x for j, x in enumerate(values) if j != i]
        fit = stats.linregress(t, [math.log(x) for x in v] if logarithm else v)
        guess = fit.intercept + fit.slope * times[i]
        errors.append(values[i] - (math.exp(guess) if logarithm else guess))
    return math.sqrt(sum(e * e for e in errors) / len(errors))


def forecast(times, values, at, goal):
    rows = {}
    for name, logarithm in [("linear", False), ("exponential", True)]:
        y = [math.log(v) for v in values] if logarithm else values
        target = math.log(goal) if logarithm else goal
        middle, error, low, high = prediction(times, y, at, 0.8)
        back = math.exp if logarithm else (lambda x: x)
        rows[name] = {
            "expected": back(middle), "lower": back(low), "upper": back(high),
            "probability": float(stats.t.sf((target - middle) / error, len(times) - 2)), "leftOut": left_out(times, values, logarithm),
        }
    return {"times": times, "values": values, "at": at, "goal": goal, **rows}


json.dump(
    {
        "scipy": scipy.__version__, "numpy": numpy.__version__, "python": sys.version.split()[0],
        "cumulative": [[n, x, float(stats.t.cdf(x, n))] for n in DEGREES for x in [-40.0, -6.0, -2.5, -1.0, -0.01, 0.0, 0.3, 1.0, 3.0, 12.0]],
        "quantiles": [[n, p, float(stats.t.ppf(p, n))] for n in DEGREES for p in [1e-12, 1e-6, 0.001, 0.05, 0.1, 0.4, 0.49, 0.5, 0.6, 0.9, 0.975, 0.999]],
        "beta": [
            [a, b, x, float(special.betainc(a, b, x))]
            for a, b in [(0.5, 0.5), (1.0, 3.0), (2.5, 0.5), (15.0, 0.5), (40.0, 60.0)] for x in [1e-6, 0.01, 0.2, 0.5, 0.9, 0.999]
        ],
        "forecasts": {name: forecast(*entry) for name, entry in series.items()},
    },
    sys.stdout)
