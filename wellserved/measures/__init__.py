"""Statistics: numbers in, frozen dataclasses out.

It owns formulas, each with its source and a worked example.
It never knows Django, a database or the web.
"""

from wellserved.measures.allocation import allocate
from wellserved.measures.charts import Chart, p_prime, xmr
from wellserved.measures.clusters import Effect, difference_in_differences
from wellserved.measures.discoveries import Discoveries, benjamini_hochberg
from wellserved.measures.drawing import Draw, draw, next_spare
from wellserved.measures.drivers import Importance, lmg
from wellserved.measures.framing import frame_text, read_frame
from wellserved.measures.margins import Raked, rake
from wellserved.measures.means import difference, mean
from wellserved.measures.pooling import Shrunk, shrink
from wellserved.measures.promoters import nps
from wellserved.measures.rates import jeffreys, newcombe, wilson
from wellserved.measures.shapes import FEWEST, Interval
from wellserved.measures.survival import Curve, kaplan_meier
from wellserved.measures.weighting import hajek, horvitz_thompson, wilson_weighted

__all__ = [
    "FEWEST",
    "Chart",
    "Curve",
    "Discoveries",
    "Draw",
    "Effect",
    "Importance",
    "Interval",
    "Raked",
    "Shrunk",
    "allocate",
    "benjamini_hochberg",
    "difference",
    "difference_in_differences",
    "draw",
    "frame_text",
    "hajek",
    "horvitz_thompson",
    "jeffreys",
    "kaplan_meier",
    "lmg",
    "mean",
    "newcombe",
    "next_spare",
    "nps",
    "p_prime",
    "rake",
    "read_frame",
    "shrink",
    "wilson",
    "wilson_weighted",
    "xmr",
]
