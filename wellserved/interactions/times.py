"""Reading dates and times as people and programs write them. Never guesses between day and month."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

ISO = "iso"  # 2026-11-22 14:05
DAY_FIRST = "day"  # 22/11/2026 or 22.11.2026
MONTH_FIRST = "month"  # 11/22/2026
ORDERS = (ISO, DAY_FIRST, MONTH_FIRST)

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[,T]?\s*(.+))?")
_NAMED = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3})[a-z]*\.?[ \-](\d{4})(?:[,T]?\s*(.+))?")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[,T]?\s*(.+))?")
_CLOCK = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,6})\d*)?)?\s*([AaPp])?\.?[Mm]?\.?\s*(Z|[+-]\d{2}:?\d{2})?"
)


def read_moment(
    text: str | None, order: str = ISO, what: str = "The time", zone: tzinfo | None = None
) -> datetime | None:
    """The moment in UTC; None if the text is empty. A ValueError says what is wrong.

    `order` says how 03/04/2026 is meant. Without an offset it is in this zone, or else in the organisation's.
    """
    if not text or not (text := text.strip()):
        return None
    zone = zone or organisations_zone()
    if zone is UTC and len(text) == len("2026-11-22 14:05:00"):
        try:
            return datetime.fromisoformat(text + "+00:00")  # a third of the steps of the way below
        except ValueError:  # it says an offset, or is written in another way
            pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _read_common(text, order, what)
    if moment.tzinfo is None:
        if zone is UTC:
            return moment.replace(tzinfo=UTC)
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{what} is no date that can be: {_shown(text)}.") from None


def read_moments(texts: Sequence[str], order: str, what: str, zone: tzinfo) -> list[datetime | None]:
    """What `read_moment` makes of each. A ValueError: at least one of them is wrong."""
    if zone is UTC and {0, len("2026-11-22 14:05:00")}.issuperset(map(len, texts)):
        try:
            return [datetime.fromisoformat(text + "+00:00") if text else None for text in texts]
        except ValueError:  # as above
            pass
    return [read_moment(text, order, what, zone) for text in texts]


def guess_order(texts: list[str]) -> str | None:
    """The order that all of these dates agree with; None if it must be asked."""
    found = [match for text in texts if (match := _NUMERIC.fullmatch(text.strip()))]
    if not found:
        return ISO
    day_first, month_first = any(int(m[1]) > 12 for m in found), any(int(m[2]) > 12 for m in found)
    if day_first == month_first:
        return None
    return DAY_FIRST if day_first else MONTH_FIRST


def _read_common(text: str, order: str, what: str) -> datetime:
    try:
        if match := _NUMERIC.fullmatch(text):
            if order == ISO:
                raise ValueError(f"{what} may be day first or month first; say which: {_shown(text)}.")
            first, second = int(match[1]), int(match[2])
            day, month = (first, second) if order == DAY_FIRST else (second, first)
            return _at(int(match[3]), month, day, match[4])
        if match := _NAMED.fullmatch(text):
            return _at(int(match[3]), _MONTHS[match[2].lower()], int(match[1]), match[4])
        if match := _SLASHED.fullmatch(text):
            return _at(int(match[1]), int(match[2]), int(match[3]), match[4])
    except KeyError:
        pass
    except ValueError as error:
        if "say which" in str(error):
            raise
    raise ValueError(f"{what} is not a date that we can read: {_shown(text)}.")


def _at(year: int, month: int, day: int, clock: str | None) -> datetime:
    if not clock:
        return datetime(year, month, day)
    match = _CLOCK.fullmatch(clock.strip())
    if not match:
        raise ValueError("no clock")
    hour, half = int(match[1]), (match[5] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("no hour")
        hour = hour % 12 + (12 if half == "p" else 0)
    moment = datetime(year, month, day, hour, int(match[2]), int(match[3] or 0), int((match[4] or "0").ljust(6, "0")))
    if match[6]:
        moment = datetime.fromisoformat(moment.isoformat() + match[6])
    return moment


def _shown(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:40])
    return f"“{shown}{'…' if len(text) > 40 else ''}”"


@lru_cache(maxsize=8)
def _zone_named(name: str) -> tzinfo:
    return UTC if name == "UTC" else ZoneInfo(name)


def organisations_zone() -> tzinfo:
    """Asked once for a whole file."""
    return _zone_named(settings.TIME_ZONE)
