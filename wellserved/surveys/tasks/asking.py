"""Recurring work of asking: decide about closings, and ask when the time has come. Two workers may run it at once."""

from __future__ import annotations

from wellserved.surveys.actions.asking import ask_next_due
from wellserved.surveys.actions.counting import count_weeks
from wellserved.surveys.actions.deciding import decide_batch
from wellserved.surveys.actions.reminding import remind_next_due, take_back_reminders
from wellserved.surveys.actions.resting import move_resting_letters
from wellserved.surveys.actions.stopping import note_cancelled_letters, take_back_unwanted

ASKS_AT_ONCE = 50


def decide_asks() -> int:
    """Decide about a batch of interactions that closed or reopened."""
    return decide_batch()


def send_due_asks() -> int:
    """Ask about what waited long enough, one transaction each."""
    asked = 0
    while asked < ASKS_AT_ONCE and ask_next_due():
        asked += 1
    return asked


def remind() -> int:
    """Take back reminders that are needed no more, then write those that are due."""
    done = take_back_reminders()
    while done < ASKS_AT_ONCE and remind_next_due():
        done += 1
    return done


def tidy_asks() -> int:
    """Write down what asks came to nothing, take back what nobody wants any more, let what rests leave later."""
    return take_back_unwanted() + note_cancelled_letters() + move_resting_letters()


def count_ledger() -> int:
    """Count weeks of the ledger that are over."""
    return count_weeks()
