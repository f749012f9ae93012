"""What calendars answer: as Outlook, Google and Apple write it; and whatever else comes, it is never an error."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.calendars.reading import read_answer

GOOGLE = b"""BEGIN:VCALENDAR\r
PRODID:-//Google Inc//Google Calendar 70.9054//EN\r
VERSION:2.0\r
CALSCALE:GREGORIAN\r
METHOD:REPLY\r
BEGIN:VEVENT\r
DTSTART:20261124T090000Z\r
DTEND:20261124T091000Z\r
DTSTAMP:20261122T130000Z\r
ORGANIZER;CN=Milo Member:mailto:reply+abc@campus.example\r
UID:abc@campus.example\r
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="I am away\r
 ":mailto:Bea@Biology.example\r
SEQUENCE:1\r
STATUS:CONFIRMED\r
END:VEVENT\r
END:VCALENDAR\r
"""
OUTLOOK = """BEGIN:VCALENDAR
METHOD:COUNTER
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=SECONDLY;INTERVAL=1
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;PARTSTAT=TENTATIVE;CN="Contact, Bea":MAILTO:bea@biology.example
COMMENT;LANGUAGE=de-DE:Später wäre besser\\, ja?\\n
UID:abc@campus.example
DTSTART;TZID=W. Europe Standard Time:20261124T140000
DTEND;TZID=W. Europe Standard Time:20261124T141000
SEQUENCE:0
RRULE:FREQ=SECONDLY
BEGIN:VALARM
UID:other
COMMENT:no
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:second
END:VEVENT
END:VCALENDAR
"""


def test_what_google_declines() -> None:
    found = read_answer(GOOGLE)
    assert found is not None
    assert (found.method, found.uid, found.sequence) == ("REPLY", "abc@campus.example", 1)
    assert found.people == (("bea@biology.example", "declined"),)
    assert found.comment == "I am away"


def test_what_outlook_proposes() -> None:
    found = read_answer(OUTLOOK.encode())
    assert found is not None
    assert (found.method, found.uid, found.comment) == ("COUNTER", "abc@campus.example", "Später wäre besser, ja?")
    assert found.proposes == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    assert found.people == (("bea@biology.example", "tentative"),)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"METHOD:REPLY", b"METHOD:REQUEST"),
        (b"METHOD:REPLY\r\n", b""),
        (b"UID:abc@campus.example\r\n", b""),
        (b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nBEGIN:VEVENT"),
        (b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\n" * 1_000),
        (b"STATUS:CONFIRMED", b"X:" + b"x" * 200_000),
        (b"STATUS:CONFIRMED", b"X:y\r\n" * 3_001),
    ],
)
def test_what_is_no_answer_is_none(before: bytes, after: bytes) -> None:
    assert before in GOOGLE
    assert read_answer(GOOGLE.replace(before, after)) is None


@pytest.mark.parametrize("moment", ["20261199T990000Z", "20261124", "99991231T235959", "00010101T000000", "soon", ""])
@pytest.mark.parametrize("zone", ["", ";TZID=../../etc/passwd", ";TZID=Nowhere", ";TZID=Pacific/Kiritimati"])
def test_a_time_that_is_none_is_left_out(moment: str, zone: str) -> None:
    said = f"BEGIN:VCALENDAR\nMETHOD:COUNTER\nBEGIN:VEVENT\nUID:a\nDTSTART{zone}:{moment}\nEND:VEVENT\nEND:VCALENDAR"
    found = read_answer(said.encode())
    assert found is not None
    assert found.proposes is None or found.proposes.tzinfo is UTC


PIECES = st.sampled_from(
    ["BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "METHOD:REPLY", "UID:x", "ATTENDEE;PARTSTAT=",
     "ATTENDEE:mailto:", "a@b", ":", ";", "=", '"', "\\", "\n", "\r\n ", "\x00", "\ud7ff", "ä", "SEQUENCE:", "9" * 12,
     "DTSTART;TZID=", "20261124T100000", "COMMENT:", ",", "^n", "BEGIN:"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
def test_whatever_is_written_is_read_or_left(text: str) -> None:
    read_answer(text.encode())


@given(st.binary(max_size=400))
def test_whatever_bytes_come_are_read_or_left(raw: bytes) -> None:
    assert read_answer(raw) is None
    read_answer(GOOGLE.replace(b"DECLINED", raw))


def test_the_longest_lines_take_no_time() -> None:
    begun = time.process_time()
    for nasty in (b'"' * 4_000, b";A=" * 1_300, b"\\" * 3_900, b';A="b",' * 600):
        read_answer(GOOGLE.replace(b"STATUS:CONFIRMED", b"X" + nasty + b":y\r\n" * 40))
    assert time.process_time() - begun < 2
