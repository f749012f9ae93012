"""Answers reach their readers, in batches, by cursor. Safe to run twice."""

from __future__ import annotations

from django.db import connection

from wellserved.surveys.actions.alerting import escalate_late
from wellserved.surveys.actions.reacting import hand_out_answers

BATCH = 50  # a short transaction: on SQLite an answer that comes in meanwhile waits for it
AT_ONCE = 200  # on PostgreSQL nobody waits, and an answer in a large batch costs half of one in a small one


def react_to_answers() -> int:
    """Give the next answers to their readers, and alert leads about low ones."""
    return hand_out_answers(limit=AT_ONCE if connection.vendor == "postgresql" else BATCH)


def tell_who_is_above() -> int:
    """Low answers that nobody looked at in time go one step up."""
    return escalate_late(limit=BATCH)
