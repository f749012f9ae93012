"""What a link still allows, and what becomes of an answer that comes in through it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from wellserved.calendars.shapes import BusinessHours
from wellserved.passages.rules import read_by
from wellserved.surveys.shapes import Answer, Said

CHANGE_WINDOW = timedelta(days=7)
FIELDS = ("achieved", "felt", "qualities", "words", "may_call", "own")
NOTHING: dict[str, Any] = {"achieved": None, "felt": None, "qualities": 0, "words": "", "may_call": False, "own": {}}


class Door(Enum):
    """What a link allows at a moment."""

    OPEN = "open"
    CLOSED = "closed"  # answered, and the days for changing it are over
    GONE = "gone"  # expired unanswered, or taken back


def door(*, said: Said | None, expires_at: datetime, cancelled: bool, at: datetime) -> Door:
    """A promise to let people change their answer holds even when the link expires meanwhile."""
    if cancelled:
        return Door.GONE
    if said is not None:
        return Door.OPEN if at <= said.first_at + CHANGE_WINDOW else Door.CLOSED
    return Door.OPEN if at < expires_at else Door.GONE


def changeable_until(said: Said | None, at: datetime) -> datetime:
    """Until when an answer given now, or given before, can be changed."""
    return (said.first_at if said else at) + CHANGE_WINDOW


def take_in(said: Said | None, answer: Answer, at: datetime) -> Said | None:
    """What stands after this answer; None when nothing changes.

    The first touch saves a face alone. Until the form is sent, the face may change and the form may complete it:
    all that is one version. After that a late touch says nothing new, and each sending that differs is a version.
    """
    if said is None:
        return Said(
            version=1,
            achieved=answer.achieved,
            felt=answer.felt,
            qualities=answer.qualities,
            words=answer.words,
            may_call=answer.may_call,
            one_touch=answer.touch,
            first_at=at,
            changed_at=at,
            own=answer.own,
        )
    if answer.touch:
        if not said.one_touch or said.felt == answer.felt:
            return None
        return replace(said, felt=answer.felt, changed_at=at)
    if not said.one_touch and not changed_fields(said, answer):
        return None
    return Said(
        version=said.version if said.one_touch else said.version + 1,
        achieved=answer.achieved,
        felt=answer.felt,
        qualities=answer.qualities,
        words=answer.words,
        may_call=answer.may_call,
        one_touch=False,
        first_at=said.first_at,
        changed_at=at,
        own=answer.own,
    )


def changed_fields(before: Said | None, after: Said | Answer) -> list[str]:
    """The names of what differs; of a first answer, of what was filled in."""
    if before is None:
        return [name for name in FIELDS if getattr(after, name) != NOTHING[name]]
    return [name for name in FIELDS if getattr(before, name) != getattr(after, name)]


def reading_day(at: datetime, hours: BusinessHours) -> date:
    """The day by which somebody will have read what comes in now, as their calendar has it; never too early."""
    return _reading_day(at.replace(second=0, microsecond=0) + timedelta(minutes=1), hours)


@lru_cache(maxsize=1024)
def _reading_day(minute: datetime, hours: BusinessHours) -> date:
    """Worked out once a minute for each calendar: this stands on the page that is shown most."""
    try:
        return read_by(minute, low=False, calendar=hours).astimezone(ZoneInfo(hours.timezone)).date()
    except ValueError:  # a calendar without an open day: whoever answers is told the usual all the same
        usual = BusinessHours(hours.timezone, (((0, 1440),),) * 5 + ((), ()))
        return read_by(minute, low=False, calendar=usual).astimezone(ZoneInfo(hours.timezone)).date()


def known_as(team: str, organisation: str) -> str:
    """A team as a stranger would call it: "the Service desk", "the Networks team"; else the organisation."""
    if not team:
        return organisation
    last = team.split()[-1].lower()
    return f"the {team}" if last in _COLLECTIVE else f"the {team} team"


_COLLECTIVE = {
    "team",
    "desk",
    "helpdesk",
    "office",
    "group",
    "unit",
    "department",
    "service",
    "services",
    "centre",
    "center",
}
