"""Reads what a calendar answers to an invitation: one line after the other, nothing expanded, nothing believed. Pure.

Only the first event counts; recurrences, time zone definitions, alarms and whatever lies deeper are passed over. What
cannot be read is None, and never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.parser import Contentline
from icalendar.prop import vText
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wellserved.kit.text import clean_text

MOST_BYTES, MOST_LINES, LONGEST_LINE, DEEPEST, MOST_PEOPLE = 200_000, 3_000, 4_000, 20, 20
METHODS = ("REPLY", "COUNTER")
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
_MOMENT = re.compile(r"(\d{8})T(\d{6})(Z?)")
_LASTS = re.compile(r"P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?")
Line = tuple[str, dict[str, str]]  # value and parameters


@dataclass(frozen=True)
class Answer:
    """What somebody's calendar says to an invitation of ours."""

    method: str  # "REPLY", or "COUNTER": they propose another time
    uid: str
    people: tuple[tuple[str, str], ...]  # address, in lower case, and answer; of a reply there is one
    sequence: int | None = None
    comment: str = ""
    proposes: datetime | None = None


def read_answer(raw: bytes) -> Answer | None:
    """None where it is no answer, or not to be read."""
    if len(raw) > MOST_BYTES:
        return None
    text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = re.sub(r"\n[ \t]", "", text).split("\n")
    if len(lines) > MOST_LINES:
        return None
    method, event = _outside_and_event(lines)
    uid = event.get("UID", [("", {})])[0][0].strip()
    if method not in METHODS or not uid:
        return None
    sequence = event.get("SEQUENCE", [("", {})])[0][0].strip()
    return Answer(
        method=method,
        uid=uid[:200],
        people=tuple(_people(event.get("ATTENDEE", []))),
        sequence=int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else None,
        comment=_words(event.get("COMMENT", []), event.get("ATTENDEE", [])),
        proposes=_proposed(event["DTSTART"][0]) if method == "COUNTER" and "DTSTART" in event else None,
    )


def lines_within(text: str, component: str) -> dict[str, list[Line]]:
    """The lines of the first such component, by their names; of what lies deeper none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = re.sub(r"\n[ \t]", "", text).split("\n")[:MOST_LINES]
    return _outside_and_event(lines, component, MOST_LINES)[1]


def _outside_and_event(
    lines: list[str], component: str = "VEVENT", most: int = MOST_PEOPLE
) -> tuple[str, dict[str, list[Line]]]:
    """The method, and the lines of the first event by their names."""
    within: list[str] = []
    method, event, done = "", dict[str, list[Line]](), False
    for line in lines:
        found = _line(line)
        if found is None:
            continue
        name, value, parameters = found
        if name == "BEGIN":
            within.append(value.strip().upper())
            if len(within) > DEEPEST:
                break
        elif name == "END":
            done = done or within == ["VCALENDAR", component]
            within = within[:-1]
        elif name == "METHOD" and within == ["VCALENDAR"]:
            method = value.strip().upper()
        elif within == ["VCALENDAR", component] and not done and len(event.setdefault(name, [])) < most:
            event[name].append((value, parameters))
    return method, event


def _line(line: str) -> tuple[str, str, dict[str, str]] | None:
    if not line.strip() or len(line) > LONGEST_LINE:
        return None
    try:
        name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
        return str(name).upper(), str(value), {str(key).upper(): _first(said) for key, said in parameters.items()}
    except (ValueError, KeyError, IndexError, TypeError):
        return None


def _first(said: object) -> str:
    return str(said[0]) if isinstance(said, list) and said else str(said)


def _people(lines: list[Line]) -> list[tuple[str, str]]:
    found = []
    for value, parameters in lines:
        address = re.sub(r"^\s*mailto:\s*", "", value, flags=re.IGNORECASE).strip().lower()
        if "@" in address:
            found.append((address[:254], ANSWERS.get(parameters.get("PARTSTAT", "").upper(), "")))
    return found


def _words(comments: list[Line], people: list[Line]) -> str:
    """What they wrote with it; Google puts that into a parameter of its own."""
    said = " ".join(str(vText.from_ical(value)) for value, _ in comments)
    said = said or " ".join(parameters.get("X-RESPONSE-COMMENT", "") for _, parameters in people)
    return clean_text(said)[:500].strip()


def _proposed(line: Line) -> datetime | None:
    value, parameters = line
    return moment_of(line) if value.strip().endswith("Z") or parameters.get("TZID") else None  # else: at whose clock?


def moment_of(line: Line, *, whole_days: bool = False, clock: str = "UTC") -> datetime | None:
    """In UTC; None where the day has no time (unless whole days are wanted), or its time zone is none that we know.
    `clock`: whose clock is meant where none is named."""
    value, parameters = line
    said = value.strip() + ("T000000" if whole_days and re.fullmatch(r"\d{8}", value.strip()) else "")
    found = _MOMENT.fullmatch(said)
    if found is None:
        return None
    zone = parameters.get("TZID", "").strip() or clock
    try:
        shown = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
        place = UTC if found[3] or zone == "UTC" else ZoneInfo(str(WINDOWS_TO_OLSON.get(zone, zone)))
        return shown.replace(tzinfo=place).astimezone(UTC)
    except (ValueError, ZoneInfoNotFoundError, OverflowError, OSError):
        return None


def duration_of(text: str) -> timedelta | None:
    """PT1H30M, P1D, P2W."""
    found = _LASTS.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
