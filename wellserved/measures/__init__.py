"""Statistics: numbers in, frozen dataclasses out.

It owns formulas, each with its source and a worked example.
It never knows Django, a database or the web.
"""

from wellserved.measures.allocation import allocate
from wellserved.measures.charts import Chart, p_prime, xmr
from wellserved.measures.drawing import Draw, draw, next_spare
from wellserved.measures.framing import frame_text, read_frame
from wellserved.measures.means import difference, mean
from wellserved.measures.pooling import Shrunk, shrink
from wellserved.measures.rates import jeffreys, newcombe, wilson
from wellserved.measures.shapes import FEWEST, Interval
from wellserved.measures.weighting import hajek, horvitz_thompson, wilson_weighted

__all__ = [
    "FEWEST",
    "Chart",
    "Draw",
    "Interval",
    "Shrunk",
    "allocate",
    "difference",
    "draw",
    "frame_text",
    "hajek",
    "horvitz_thompson",
    "jeffreys",
    "mean",
    "newcombe",
    "next_spare",
    "p_prime",
    "read_frame",
    "shrink",
    "wilson",
    "wilson_weighted",
    "xmr",
]
