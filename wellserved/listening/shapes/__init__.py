"""What crosses the boundary of listening."""

from wellserved.improvements.shapes import Evidence
from wellserved.listening.shapes.board import Answer, Board, Column, Move, Note, Piece, SuggestedGroup
from wellserved.listening.shapes.meeting import Decided, Minutes, Outcome, StoryTold, Told
from wellserved.listening.shapes.planning import Candidate, Eligible, Plan, Verdict

__all__ = [
    "Answer",
    "Board",
    "Candidate",
    "Column",
    "Decided",
    "Eligible",
    "Evidence",
    "Minutes",
    "Move",
    "Note",
    "Outcome",
    "Piece",
    "Plan",
    "StoryTold",
    "SuggestedGroup",
    "Told",
    "Verdict",
]
