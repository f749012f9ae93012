"""What is kept: the case, what was said on it, how long things may take, and who is to serve whom no more."""

from wellserved.cases.models.case import Case, Concern
from wellserved.cases.models.policy import CasePolicy
from wellserved.cases.models.serving import Reassignment
from wellserved.cases.models.told import CasePhoto, Message, Note, Reading, Understanding

__all__ = [
    "Case",
    "CasePhoto",
    "CasePolicy",
    "Concern",
    "Message",
    "Note",
    "Reading",
    "Reassignment",
    "Understanding",
]
