"""Writes calendar entries as RFC 5545 has them, and the messages of RFC 5546 that invite, change and call off. Pure.

Names and words come from people: whatever they hold, they stay within the value that they were put into.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event, vCalAddress

from wellserved.calendars.shapes import Entry, Person
from wellserved.mail.rules import one_line

PRODUCT = "-//Wellserved//Wellserved//EN"
AROUND = timedelta(days=370)  # for so long before and after an entry its time zone is told
NAME, LINE, WORDS = 120, 250, 2_000
_ANSWERS = {"": "NEEDS-ACTION", "accepted": "ACCEPTED", "declined": "DECLINED", "tentative": "TENTATIVE"}


def message(entry: Entry, method: str) -> str:
    """An iTIP message: REQUEST to invite or to change, CANCEL to call off. Its lines are folded when it leaves."""
    calendar = _calendar([entry])
    calendar.add("method", method)
    return _unfolded(calendar)


def feed(name: str, entries: Sequence[Entry], refresh: timedelta) -> bytes:
    """A calendar to subscribe to."""
    calendar = _calendar(entries)
    said = one_line(name, NAME)
    calendar.add("x-wr-calname", said)  # what everybody reads, though RFC 7986 calls it NAME
    calendar.add("name", said)
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{int(refresh.total_seconds()) // 60}M")
    return bytes(calendar.to_ical())


def _calendar(entries: Sequence[Entry]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for entry in entries:
        calendar.add_component(_event(entry))
    if entries:
        first, last = (entries[0].starts_at, entries[0].ends_at)
        for entry in entries:
            first, last = min(first, entry.starts_at), max(last, entry.ends_at)
        calendar.add_missing_timezones((first - AROUND).date(), (last + AROUND).date())
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", one_line(entry.uid, 200))
    event.add("dtstamp", entry.stamped_at.astimezone(UTC))
    event.add("sequence", entry.sequence)
    starts, ends = _on_clock((entry.starts_at, entry.ends_at), entry.timezone)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", one_line(entry.summary, LINE))
    if entry.description:
        lines = (one_line(line, WORDS) for line in entry.description.splitlines())
        event.add("description", "\n".join(lines)[:WORDS])
    if entry.where:
        event.add("location", one_line(entry.where, LINE))
    if entry.url:
        event.add("url", one_line(entry.url, 900))
    event.add("status", "CANCELLED" if entry.off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.off else "OPAQUE")
    if entry.organizer:
        event.add("organizer", _address(entry.organizer), encode=False)
    for person in entry.people:
        event.add("attendee", _attendee(person), encode=False)
    return event


def _attendee(person: Person) -> vCalAddress:
    address = _address(person)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "CHAIR" if person.host else "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = _ANSWERS["accepted" if person.host else person.answer]
    if not person.host:
        address.params["RSVP"] = "TRUE"
    return address


def _address(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    # RFC 6868 has a way to write quotation marks, which few calendars read: they become what looks alike.
    name = one_line(person.name, NAME).replace('"', "’").replace("^", " ").strip()
    if name:
        address.params["CN"] = name
    return address


def _on_clock(moments: tuple[datetime, datetime], zone: str) -> list[datetime]:
    """On the clock of a time zone; in UTC if it is none, or if the clock shows one of them for the second time, for
    which a calendar has no other name than for the first."""
    try:
        found = ZoneInfo(zone) if zone and zone not in ("UTC", "Etc/UTC") else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        found = UTC
    shown = [moment.astimezone(found) for moment in moments]
    return [moment.astimezone(UTC) for moment in moments] if any(one.fold for one in shown) else shown


def _unfolded(calendar: Calendar) -> str:
    return bytes(calendar.to_ical()).decode().replace("\r\n ", "").replace("\r\n", "\n")
