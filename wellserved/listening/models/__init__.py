"""Rounds, their calls, what was noted in them and decided about it; and when members call, and whom nobody calls."""

from wellserved.listening.models.calls import Call
from wellserved.listening.models.heard import Heard
from wellserved.listening.models.hours import CallingHours, NoCalls, usual_hours
from wellserved.listening.models.lines import CallLine
from wellserved.listening.models.meeting import Meeting, Sorted, Story, Theme
from wellserved.listening.models.repeating import Repeating
from wellserved.listening.models.rounds import Round
from wellserved.listening.models.telling import Telling

__all__ = [
    "Call",
    "CallLine",
    "CallingHours",
    "Heard",
    "Meeting",
    "NoCalls",
    "Repeating",
    "Round",
    "Sorted",
    "Story",
    "Telling",
    "Theme",
    "usual_hours",
]
