"""When a member is busy, as a real CalDAV server says it; what fails is told, and breaks nobody's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.servers.radicale import PASSWORD, USER, CalendarServer, running_radicale
from wellserved.calendars import caldav
from wellserved.calendars.actions.own import choose_calendars
from wellserved.calendars.caldav import Door, busy_in, calendars_at, merged
from wellserved.calendars.models import OwnCalendar
from wellserved.calendars.queries.own import busy_times_of
from wellserved.calendars.tasks import look_up_busy_times
from wellserved.kit.clock import now
from wellserved.kit.guarded import Answered, RefusedError

START = (now() + timedelta(days=7)).replace(hour=9, minute=0, second=0, microsecond=0)
INSIDE = ("127.0.0.1",)


@pytest.fixture(scope="module")
def radicale() -> Iterator[CalendarServer]:
    with running_radicale() as server:
        server.calendar("work")
        server.calendar("choir")
        day, next_day = f"{START:%Y%m%d}", f"{START + timedelta(days=1):%Y%m%d}"
        server.put("work", "one", f"DTSTART:{day}T090000Z", f"DTEND:{day}T100000Z", "SUMMARY:Secret")
        server.put("work", "two", f"DTSTART:{day}T120000Z", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=3")
        server.put("work", "off", f"DTSTART:{day}T150000Z", f"DTEND:{day}T160000Z", "STATUS:CANCELLED")
        server.put("work", "no", f"DTSTART:{day}T170000Z", f"DTEND:{day}T180000Z", "TRANSP:TRANSPARENT")
        server.put("choir", "sing", f"DTSTART;VALUE=DATE:{next_day}", "SUMMARY:Sing")
        yield server


def door(server: CalendarServer, **changes: Any) -> Door:
    return Door(**({"url": server.url, "username": USER, "password": PASSWORD, "inside": INSIDE} | changes))


EXPECTED = [
    (START, START + timedelta(hours=1)),
    *((START + timedelta(days=n, hours=3), START + timedelta(days=n, hours=3, minutes=30)) for n in range(3)),
]


def test_calendars_are_found_from_the_address_of_the_server_or_their_own(radicale: CalendarServer) -> None:
    found = calendars_at(door(radicale))
    assert sorted(name for _, name in found) == ["Choir", "Work"]
    href = next(href for href, name in found if name == "Work")
    assert calendars_at(door(radicale, url=href)) == [(href, "Work")]


@pytest.mark.parametrize("way", ["busy times alone", "entries"])
def test_busy_times_are_what_the_server_says(radicale: CalendarServer, way: str, monkeypatch: Any) -> None:
    if way == "entries":
        monkeypatch.setattr(caldav, "_BUSY", "<no/>")  # a server that does not know how
    href = next(href for href, name in calendars_at(door(radicale)) if name == "Work")
    found = busy_in(door(radicale), href, START - timedelta(days=1), START + timedelta(days=10))
    assert merged(found, START - timedelta(days=1), START + timedelta(days=10)) == EXPECTED


def test_a_wrong_password_is_said(radicale: CalendarServer) -> None:
    with pytest.raises(RefusedError, match="did not accept the name and password"):
        calendars_at(door(radicale, password="wrong"))
    assert PASSWORD not in repr(door(radicale))


def test_addresses_within_our_network_are_refused(radicale: CalendarServer) -> None:
    with pytest.raises(RefusedError, match="without encryption"):
        calendars_at(door(radicale, inside=()))
    for host in ("127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"):
        with pytest.raises(RefusedError, match="within our own network"):
            calendars_at(door(radicale, url=f"https://{host}/", inside=()))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://a.example/",
        "https://u:p@a.example/",
        "https://",
        "https://a:b/",
        "file:///etc/passwd",
        "https://a.example/\r\nX: y",
    ],
)
def test_what_is_no_address_is_refused(radicale: CalendarServer, url: str) -> None:
    with pytest.raises(RefusedError):
        calendars_at(door(radicale, url=url))


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize("body", [b"", b"<html>", BOMB, b"<x/>" * 3, b"\xff" * 100, b"<a>" * 20_000])
def test_whatever_a_server_answers_is_a_refusal_in_words(monkeypatch: Any, body: bytes) -> None:
    monkeypatch.setattr(caldav, "ask", lambda *a, **k: Answered(207, body, "https://a.example/", "text/xml"))
    with pytest.raises(RefusedError):
        calendars_at(Door("https://a.example/", "u", "p"))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=20))
def test_merged_times_are_in_order_and_apart_and_cover_the_same(pairs: list[tuple[int, int]]) -> None:
    def at(minute: int) -> datetime:
        return START + timedelta(minutes=minute)

    found = merged([(at(a), at(b)) for a, b in pairs], at(50), at(450))
    assert all(start < end for start, end in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    covered = {minute for start, end in found for minute in range(501) if start <= at(minute) < end}
    assert covered == {minute for a, b in pairs for minute in range(max(a, 50), min(b, 450))}


def test_a_member_connects_chooses_and_is_told_of_failure(cast: Cast, radicale: CalendarServer, settings: Any) -> None:
    settings.INSIDE_HOSTS = INSIDE
    member = cast.browser("member")
    given = {"url": radicale.url, "username": USER, "password": "wrong"}
    assert member.post("/calendar/link/", given).status_code == 422
    assert not OwnCalendar.objects.exists()
    assert member.post("/calendar/link/", given | {"password": PASSWORD}).status_code == 302
    row = OwnCalendar.objects.get()
    assert PASSWORD not in str(OwnCalendar.objects.values().get())
    assert (look_up_busy_times(), look_up_busy_times()) == (1, 0)
    whole_day = START.replace(hour=0) + timedelta(days=1)
    assert (whole_day, whole_day + timedelta(days=1)) in busy_times_of(cast.member.pk)
    work = next(one["href"] for one in row.calendars if one["name"] == "Work")
    choose_calendars(member_id=cast.member.pk, hrefs=[work], by=cast.admin_by)
    look_up_busy_times()
    before = busy_times_of(cast.member.pk)
    assert list(before) == EXPECTED
    OwnCalendar.objects.update(look_next_at=now())
    settings.INSIDE_HOSTS = ()
    look_up_busy_times()
    page = member.get("/calendar/").content.decode()
    assert "it cannot be read" in page and "without encryption" in page and PASSWORD not in page
    assert busy_times_of(cast.member.pk) == before  # the last that was known
    member.post("/calendar/link/removal/")
    assert busy_times_of(cast.member.pk) == ()
    assert OwnCalendar.objects.get().password_sealed == ""
