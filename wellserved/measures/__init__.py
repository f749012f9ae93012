"""Statistics: numbers in, frozen dataclasses out.

It owns formulas, each with its source and a worked example.
It never knows Django, a database or the web.
"""

from wellserved.measures.rates import wilson
from wellserved.measures.shapes import FEWEST, Interval

__all__ = ["FEWEST", "Interval", "wilson"]
