"""Statistics: numbers in, frozen dataclasses out.

It owns formulas, each with its source and a worked example.
It never knows Django, a database or the web.
"""

from wellserved.measures.allocation import allocate
from wellserved.measures.changes import Change, Changes, Latest, change_points, watch
from wellserved.measures.charts import Chart, Rules, p_chart, p_prime, run_rules, xmr
from wellserved.measures.clusters import Effect, difference_in_differences
from wellserved.measures.contrasts import wobble_of, wobbles_of
from wellserved.measures.counts import per_occasion, times_as_often
from wellserved.measures.discoveries import Discoveries, benjamini_hochberg, in_families
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
from wellserved.measures.tastes import Preference, Reaction, Sent, preference
from wellserved.measures.weighting import hajek, horvitz_thompson, wilson_weighted

__all__ = [
    "FEWEST",
    "Change",
    "Changes",
    "Chart",
    "Curve",
    "Discoveries",
    "Draw",
    "Effect",
    "Importance",
    "Interval",
    "Latest",
    "Preference",
    "Raked",
    "Reaction",
    "Rules",
    "Sent",
    "Shrunk",
    "allocate",
    "benjamini_hochberg",
    "change_points",
    "difference",
    "difference_in_differences",
    "draw",
    "frame_text",
    "hajek",
    "horvitz_thompson",
    "in_families",
    "jeffreys",
    "kaplan_meier",
    "lmg",
    "mean",
    "newcombe",
    "next_spare",
    "nps",
    "p_chart",
    "p_prime",
    "per_occasion",
    "preference",
    "rake",
    "read_frame",
    "run_rules",
    "shrink",
    "times_as_often",
    "watch",
    "wilson",
    "wilson_weighted",
    "wobble_of",
    "wobbles_of",
    "xmr",
]
