"""What is written is read as it was meant, by another library; whatever people are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from vobject.base import ContentLine

from wellserved.calendars.shapes import Entry, Person
from wellserved.calendars.writing import feed, message
from wellserved.mail.rules import folded

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BEA = Person("Bea Contact", "bea@biology.example")
MILO = Person("Milo Member", "milo@campus.example", host=True)


def an_entry(**changes: Any) -> Entry:
    given: dict[str, Any] = {
        "uid": "abc@campus.example",
        "sequence": 2,
        "starts_at": START,
        "ends_at": START + timedelta(minutes=10),
        "timezone": "Europe/Berlin",
        "summary": "Call from Milo",
        "stamped_at": START - timedelta(days=3),
        "organizer": Person("Milo Member", "reply+x@campus.example"),
        "people": (MILO, BEA),
    }
    return Entry(**(given | changes))


def read(entry: Entry, method: str = "REQUEST") -> Any:
    """As vobject has it, after it was folded for the way."""
    return vobject.readOne(folded(message(entry, method)))


def lines_of(event: Any) -> list[ContentLine]:
    return [child for child in event.getChildren() if isinstance(child, ContentLine)]


def test_an_invitation_has_all_that_calendars_want() -> None:
    found = read(an_entry(where="Ext. 4417", description="Ten minutes.\nNo more."))
    event = found.vevent
    assert (found.method.value, found.version.value) == ("REQUEST", "2.0")
    assert (event.uid.value, event.sequence.value, event.status.value) == ("abc@campus.example", "2", "CONFIRMED")
    assert event.dtstart.value == START
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Berlin"]
    assert event.dtstamp.value == START - timedelta(days=3)
    assert event.description.value == "Ten minutes.\nNo more."
    assert event.organizer.value == "mailto:reply+x@campus.example"
    host, guest = event.attendee_list
    assert (guest.params["CN"], guest.params["RSVP"], guest.params["PARTSTAT"]) == (
        ["Bea Contact"],
        ["TRUE"],
        ["NEEDS-ACTION"],
    )
    assert (host.params["ROLE"], host.params["PARTSTAT"]) == (["CHAIR"], ["ACCEPTED"])
    assert "METHOD:REQUEST\n" in message(an_entry(), "REQUEST")


def test_calling_off_says_so_twice_as_calendars_want() -> None:
    found = read(an_entry(off=True), "CANCEL")
    assert (found.method.value, found.vevent.status.value) == ("CANCEL", "CANCELLED")


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Africa/Casablanca", "UTC"])
@pytest.mark.parametrize("start", ["2026-03-29T00:30", "2026-03-29T01:30", "2026-10-25T00:59", "2026-11-01T06:30"])
def test_the_time_zone_that_goes_along_says_what_the_clocks_show(zone: str, start: str) -> None:
    """vobject reads the VTIMEZONE itself, not the name: around the days when clocks change, both must agree."""
    moment = datetime.fromisoformat(start).replace(tzinfo=UTC)
    found = read(an_entry(starts_at=moment, ends_at=moment + timedelta(minutes=10), timezone=zone))
    shown = found.vevent.dtstart.value
    assert shown.astimezone(UTC) == moment


HOSTILE = st.text(st.sampled_from("a\"';:,\\\n\r\t\x00\x1b\u202e\u2066\u2028\x85^{}Beaä漢 ="), max_size=40)


@settings(max_examples=60)
@given(name=HOSTILE, summary=HOSTILE, words=HOSTILE, where=HOSTILE)
def test_whatever_people_are_called_they_stay_in_their_place(name: str, summary: str, words: str, where: str) -> None:
    entry = an_entry(
        summary=f"{summary}BEGIN:VALARM", description=words, where=where, people=(MILO, Person(name, BEA.address))
    )
    found = read(entry)
    event = found.vevent
    assert [child.name for child in event.getChildren() if not isinstance(child, ContentLine)] == []
    assert {line.name for line in lines_of(event)} <= {
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "TRANSP",
        "ORGANIZER", "ATTENDEE",
    }  # fmt: skip
    assert [one.value for one in event.attendee_list] == [f"mailto:{MILO.address}", f"mailto:{BEA.address}"]
    assert event.organizer.value == "mailto:reply+x@campus.example"
    text = message(entry, "REQUEST")
    assert not set("\u202e\u2066\u2028\x85\x00\x1b\r") & set(text)
    assert event.summary.value.startswith(" ".join(event.summary.value.split())[:1])


def test_a_feed_is_read_whole() -> None:
    entries = [an_entry(uid=f"{n}@x", starts_at=START + timedelta(days=n)) for n in range(3)]
    found = vobject.readOne(feed("Calls of Milo; all", entries, timedelta(minutes=30)).decode())
    assert [event.uid.value for event in found.vevent_list] == ["0@x", "1@x", "2@x"]
    assert found.x_wr_calname.value == "Calls of Milo; all"
    assert not hasattr(vobject.readOne(feed("None", [], timedelta(hours=1)).decode()), "method")
