"""What the worker does for listening rounds."""

from __future__ import annotations

from wellserved.listening.actions.inviting import remind_of_calls
from wellserved.listening.actions.keeping_time import keep_calendars_in_step
from wellserved.listening.actions.repeating import plan_due_rounds
from wellserved.listening.actions.telling import take_back_unwanted


def remind_the_silent() -> int:
    """One second letter to whoever said nothing for four days."""
    return remind_of_calls()


def keep_calendars() -> int:
    """Both calendars know when a call will be, and that it will not be."""
    return keep_calendars_in_step()


def plan_rounds() -> int:
    """The next round of those that repeat is planned, for a lead to begin."""
    return plan_due_rounds()


def respect_opt_outs() -> int:
    """Who wants no letters any more gets none that was still waiting."""
    return take_back_unwanted()
