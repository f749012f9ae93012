"""Habits over REST: what is tried on, and what came of it. Never what one member tapped."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Path, Router, Schema

from wellserved.habits import rules
from wellserved.habits.models import Habit
from wellserved.habits.queries import figures, habits
from wellserved.people.actors import actor_of_token

router = Router(tags=["habits"])
MOST = 500


class RangeOut(Schema):
    """An estimate with its 95% range; all null where too few are known to say."""

    estimate: float | None = Field(description="The estimate.")
    low: float | None = Field(description="The lower end of its 95% range.")
    high: float | None = Field(description="The upper end.")
    n: int = Field(description="How many it is made of: people, answers or teams.")


class HabitOut(Schema):
    """A habit."""

    id: int = Field(description="Its number.")
    name: str = Field(description="What is tried on.")
    starts_on: date = Field(description="Its first day.")
    last_day: date = Field(description="Its last day, as planned or as decided.")
    tries: list[str] = Field(description="The teams that try it, by name.")
    waits: list[str] = Field(description="The teams that wait meanwhile, by name.")
    ending: str = Field(description="What was decided: kept, changed or dropped; empty while it is tried.")


class WeekOut(Schema):
    """One week that is over."""

    monday: date = Field(description="Its first day.")
    mostly: RangeOut = Field(description="The members' mean share of days on which they mostly did it.")
    feeling: RangeOut = Field(description="How it felt to them, from 1 forced to 5 natural.")


class HabitFiguresOut(HabitOut):
    """A habit and what came of it."""

    weeks: list[WeekOut] = Field(description="Week by week, of all who try it together.")
    effect: RangeOut = Field(description="By how much more the share of 5 changed where it was tried; n: teams.")
    p: float | None = Field(description="The chance to see as much without any effect (Student's t).")
    p_shuffled: float | None = Field(description="The same by shuffling who tries; from 12 teams on.")
    in_words: str = Field(description="What may be said of it.")


@router.get("/habits", response=list[HabitOut], operation_id="list_habits", summary="Habits that are tried on")
def list_habits(request: HttpRequest) -> list[dict[str, Any]]:
    """The newest first, at most 500. A manager's or an admin's key sees all; other keys belong to no team."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    return [_told(one) for one in habits.habits_visible_to(actor).prefetch_related("teams__team")[:MOST]]


@router.get("/habits/{int:habit}", response=HabitFiguresOut, operation_id="read_habit", summary="What came of a habit")
def read_habit(
    request: HttpRequest,
    habit: int = Path(..., ge=1, lt=2**63, description="Its number."),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """The same figures as on its page."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    one = habits.habits_visible_to(actor).prefetch_related("teams__team").filter(pk=habit).first()
    if one is None:
        raise Http404
    day = habits.today()
    sides = [[row.team_id for row in one.teams.all() if row.tries is tries] for tries in (True, False)]
    did = figures.what_it_did(one, *sides)
    weeks = rules.weeks_tried(habits.taps_of(one), one.starts_on, min(day, habits.last_day(one) + rules.DAY))
    return {
        **_told(one),
        "weeks": [
            {"monday": week.monday, "mostly": asdict(week.mostly), "feeling": asdict(week.feeling)} for week in weeks
        ],
        "effect": asdict(did.effect.effect),
        "p": did.effect.p,
        "p_shuffled": did.effect.permutation,
        "in_words": rules.effect_in_words(did.effect, did.before, did.come_back, day, len(sides[1])),
    }


def _told(one: Habit) -> dict[str, Any]:
    rows = sorted(one.teams.all(), key=lambda row: row.team.name)
    return {
        "id": one.pk,
        "name": one.name,
        "starts_on": one.starts_on,
        "last_day": habits.last_day(one),
        "tries": [row.team.name for row in rows if row.tries],
        "waits": [row.team.name for row in rows if not row.tries],
        "ending": one.ending,
    }
