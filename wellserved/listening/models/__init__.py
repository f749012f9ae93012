"""Rounds, their calls, what was noted in them, when members can be called upon, and who wants no calls."""

from wellserved.listening.models.calls import Call
from wellserved.listening.models.hours import CallingHours, NoCalls, usual_hours
from wellserved.listening.models.lines import CallLine
from wellserved.listening.models.rounds import Round

__all__ = ["Call", "CallLine", "CallingHours", "NoCalls", "Round", "usual_hours"]
