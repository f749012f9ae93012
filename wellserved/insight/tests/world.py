"""A few counted answers to look at."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies


def answered(day: date, times: int, achieved: int | None, felt: int | None, **where: int) -> None:
    """So many people were served, asked and answered alike."""
    add_deltas(
        deltas=[
            DeltaIn(day, served=1, asked=1, answered=1, achieved_after=achieved, felt_after=felt, **where)
            for _ in range(times)
        ]
    )
    fold_tallies()


def a_month(cast: Cast, day: date) -> Service:
    """The desk: 8 of 10 bullseyes for biology; networks: 3 answers, none great; one desk answer has one side only."""
    passwords = Service.objects.create(name="Passwords")
    desk = {"team": cast.desk.pk, "service": passwords.pk, "client": cast.biology.pk}
    answered(day, 8, 2, 5, **desk)
    answered(day, 2, 0, 2, **desk)
    answered(day, 1, None, 5, **desk)
    answered(day, 3, 1, 3, team=cast.networks.pk)
    return passwords


def a_fallen_team(cast: Cast, monday: date, fallen: int = 8) -> None:
    """The desk: sixteen weeks of 32 bullseyes of 40, and one of fewer, all for biology; networks are as they were."""
    for back in range(16, -1, -1):
        hits = 32 if back else fallen
        day = monday - timedelta(weeks=back)
        desk = {"team": cast.desk.pk, "client": cast.biology.pk}
        add_deltas(deltas=[_answer(day, i < hits, **desk) for i in range(40)])
        add_deltas(deltas=[_answer(day, i < 16, team=cast.networks.pk) for i in range(20)])
    fold_tallies()


def _answer(day: date, great: bool, **where: int) -> DeltaIn:
    felt = 5 if great else 3
    return DeltaIn(day, served=1, asked=1, answered=1, achieved_after=2, felt_after=felt, **where)
