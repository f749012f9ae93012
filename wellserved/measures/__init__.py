"""Statistics: numbers in, frozen dataclasses out.

It owns formulas, each with its source and a worked example.
It never knows Django, a database or the web.
"""

from wellserved.measures.allocation import allocate
from wellserved.measures.charts import Chart, p_prime, xmr
from wellserved.measures.means import difference, mean
from wellserved.measures.pooling import Shrunk, shrink
from wellserved.measures.rates import jeffreys, newcombe, wilson
from wellserved.measures.shapes import FEWEST, Interval
from wellserved.measures.weighting import hajek, horvitz_thompson, wilson_weighted

__all__ = [
    "FEWEST",
    "Chart",
    "Interval",
    "Shrunk",
    "allocate",
    "difference",
    "hajek",
    "horvitz_thompson",
    "jeffreys",
    "mean",
    "newcombe",
    "p_prime",
    "shrink",
    "wilson",
    "wilson_weighted",
    "xmr",
]
