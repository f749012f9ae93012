"""The tables of this room."""

from wellserved.improvements.models.cards import Card, Dealt, Stake
from wellserved.improvements.models.ideas import Heard, Improvement
from wellserved.improvements.models.weighing import Placement, Weighing

__all__ = ["Card", "Dealt", "Heard", "Improvement", "Placement", "Stake", "Weighing"]
