"""Asks a CalDAV server which calendars there are, and when somebody is busy (RFC 4791). Never what for, if it can say.

First the server is asked for busy times alone. One that cannot say them is asked for the entries of these weeks, with
what repeats unfolded by the server, and of these only the times are kept.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from wellserved.calendars.reading import Line, duration_of, lines_within, moment_of
from wellserved.kit.guarded import Answered, RefusedError, ask
from wellserved.mail.rules import one_line

Busy = tuple[datetime, datetime]
MOST_CALENDARS, MOST_TIMES = 50, 3_000
D, C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_FIND = b"""<?xml version="1.0"?><d:propfind xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>\
<d:resourcetype/><d:displayname/><d:current-user-principal/><c:calendar-home-set/>\
<c:supported-calendar-component-set/></d:prop></d:propfind>"""
_BUSY = """<?xml version="1.0"?><c:free-busy-query xmlns:c="urn:ietf:params:xml:ns:caldav">\
<c:time-range start="{0}" end="{1}"/></c:free-busy-query>"""
_ENTRIES = """<?xml version="1.0"?><c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop>\
<c:calendar-data><c:expand start="{0}" end="{1}"/></c:calendar-data></d:prop><c:filter>\
<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{0}" end="{1}"/></c:comp-filter>\
</c:comp-filter></c:filter></c:calendar-query>"""


@dataclass(frozen=True)
class Door:
    """How to get in."""

    url: str
    username: str
    password: str = field(repr=False)
    inside: Collection[str] = ()


def calendars_at(door: Door) -> list[tuple[str, str]]:
    """Address and name of each calendar there. RefusedError says in words why there is none."""
    start = _found(door, door.url)
    if _is_calendar(start):
        return [(start[0][0], _name(start[0][1]))]
    home = _href(start, f"{C}calendar-home-set")
    principal = _href(start, f"{D}current-user-principal")
    if not home and principal:
        home = _href(_found(door, principal), f"{C}calendar-home-set")
    rows = _found(door, home, depth="1") if home else _found(door, door.url, depth="1")
    found = [(url, _name(props)) for url, props in rows if _is_calendar([(url, props)])]
    if not found:
        raise RefusedError("There is no calendar at this address. It is the one that calendar programs are given.")
    return found[:MOST_CALENDARS]


def busy_in(door: Door, url: str, first: datetime, last: datetime, clock: str = "UTC") -> list[Busy]:
    """When this calendar has something, within these days; `clock` is meant where an entry names none."""
    span = (f"{first.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"{last.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    got = _ask(door, "REPORT", url, _BUSY.format(*span).encode())
    if got.status == 200 and b"BEGIN:VFREEBUSY" in got.body:
        return list(_free_busy(got.body.decode("utf-8", "replace")))[:MOST_TIMES]
    got = _well(_ask(door, "REPORT", url, _ENTRIES.format(*span).encode()))
    texts = [data.text or "" for data in _xml(got.body).iter(f"{C}calendar-data")]
    return [busy for text in texts[:MOST_TIMES] for busy in _entries(text, clock)][:MOST_TIMES]


def merged(times: Iterable[Busy], first: datetime, last: datetime) -> list[Busy]:
    """In order, cut to these days, what touches put together."""
    found: list[Busy] = []
    for start, end in sorted((max(start, first), min(end, last)) for start, end in times):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _free_busy(text: str) -> Iterable[Busy]:
    for value, parameters in lines_within(text, "VFREEBUSY").get("FREEBUSY", []):
        if parameters.get("FBTYPE", "BUSY").upper() != "FREE":
            for span in value.split(","):
                start, _, end = span.partition("/")
                yield from _span((start, {}), None if end.upper().startswith("P") else (end, {}), end, "UTC")


def _entries(text: str, clock: str) -> Iterable[Busy]:
    """Of each unfolded entry its time, unless it is called off or takes no time."""
    for piece in re.split(r"(?m)^(?=BEGIN:VEVENT\s*$)", text)[1:]:
        event = lines_within("BEGIN:VCALENDAR\n" + piece, "VEVENT")
        said = {name: event[name][0] for name in event}
        if {said.get("STATUS", ("", {}))[0].upper(), said.get("TRANSP", ("", {}))[0].upper()} & {
            "CANCELLED",
            "TRANSPARENT",
        }:
            continue
        if "RRULE" in said and "RECURRENCE-ID" not in said:
            raise RefusedError("This server does not say when entries that repeat take place, so it is of no use here.")
        if "DTSTART" in said:
            yield from _span(said["DTSTART"], said.get("DTEND"), said.get("DURATION", ("", {}))[0], clock)


def _span(start: Line, end: Line | None, lasts: str, clock: str) -> Iterable[Busy]:
    begins = moment_of(start, whole_days=True, clock=clock)
    if begins is None:
        return
    whole_day = timedelta(days=1) if re.fullmatch(r"\d{8}", start[0].strip()) else timedelta(hours=1)
    ends = moment_of(end, whole_days=True, clock=clock) if end else begins + (duration_of(lasts) or whole_day)
    if ends is not None and ends > begins:
        yield begins, ends


def _found(door: Door, url: str, depth: str = "0") -> list[tuple[str, Element]]:
    """Each resource that the server tells of, with its properties."""
    got = _well(_ask(door, "PROPFIND", url, _FIND, depth))
    rows = []
    for one in _xml(got.body).iter(f"{D}response"):
        href = one.findtext(f"{D}href") or ""
        address = urljoin(got.url, href.strip())
        if urlsplit(address)[:2] == urlsplit(door.url)[:2]:
            rows.append((address, one))
    if not rows:
        raise RefusedError("It answers, but not as a calendar server does.")
    return rows


def _ask(door: Door, method: str, url: str, body: bytes, depth: str = "1") -> Answered:
    if urlsplit(url)[:2] != urlsplit(door.url)[:2]:
        raise RefusedError("It sends us on to another address. Give that one instead, if you trust it.")
    secret = base64.b64encode(f"{door.username}:{door.password}".encode()).decode()
    headers = {"Authorization": f"Basic {secret}", "Depth": depth, "Content-Type": "application/xml; charset=utf-8"}
    return ask(method, url, headers=headers, body=body, inside=door.inside)


def _well(got: Answered) -> Answered:
    if got.status in (401, 403):
        raise RefusedError("It did not accept the name and password.")
    if got.status != 207:
        raise RefusedError(f"It answers, but not as a calendar server does ({got.status}).")
    return got


def _xml(body: bytes) -> Element:
    try:
        found: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        raise RefusedError("It answers, but not as a calendar server does.") from None
    return found


def _href(rows: list[tuple[str, Element]], name: str) -> str:
    for url, props in rows:
        for found in props.iter(name):
            if href := (found.findtext(f"{D}href") or "").strip():
                return urljoin(url, href)
    return ""


def _is_calendar(rows: list[tuple[str, Element]]) -> bool:
    props = rows[0][1]
    kinds = [one.get("name", "") for one in props.iter(f"{C}comp")]
    return any(True for _ in props.iter(f"{C}calendar")) and (not kinds or "VEVENT" in kinds)


def _name(props: Element) -> str:
    return one_line(next((one.text or "" for one in props.iter(f"{D}displayname")), ""), 100) or "A calendar"
