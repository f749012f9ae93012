"""A habit for tests, and answers around its start."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.cast import Cast
from wellserved.habits.actions import start_habit
from wellserved.habits.models import Habit
from wellserved.habits.queries.habits import today
from wellserved.habits.shapes import HabitIn
from wellserved.people.models import Team
from wellserved.tallies.actions import add_deltas, fold_deltas
from wellserved.tallies.shapes import DeltaIn


def described(**other: Any) -> HabitIn:
    """Saying what happens next, for eight weeks from today unless said otherwise."""
    day = today()
    usual: dict[str, Any] = {
        "name": "Say what happens next",
        "why": "People ask us when they will hear.",
        "starts_on": day,
        "ends_on": day + timedelta(days=55),
    }
    return HabitIn(**{**usual, **other})


def begun(cast: Cast, waits: Sequence[Team] = (), **other: Any) -> Habit:
    """A habit that the desk tries."""
    return start_habit(habit=described(**other), tries=[cast.desk], waits=waits, by=cast.admin_by)


def answers(team: Team, day: date, great: int, n: int) -> None:
    """So many of n answers about that day's service felt great."""
    key: dict[str, Any] = {"day": day, "team": team.pk, "answered": 1, "achieved_after": 2}
    add_deltas(deltas=[DeltaIn(**key, felt_after=5 if i < great else 4) for i in range(n)])
    fold_deltas(limit=10_000)
