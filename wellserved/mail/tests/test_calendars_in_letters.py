"""A letter that brings a calendar entry: as RFC 6047 says, and as mail programs want it."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter, Mailbox
from wellserved.mail.rules import folded
from wellserved.mail.threads import TOKEN, letter_answered

KEY = "appointment:1:2"
CALENDAR = f"""BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
ORGANIZER;CN="Milo: mailto:x":mailto:{{{{answers:{KEY}}}}}
SUMMARY:{{{{answers:{KEY}}}}} with Bea, who has a name so long that its line has to be folded, and folded again: ääää
END:VEVENT
END:VCALENDAR
"""


def queue(key: str = KEY, **changes: Any) -> Letter:
    given: dict[str, Any] = {"kind": "call_time", "audience": "customer", "to_email": "bea@biology.example"}
    given |= {"reply_to": "milo@campus.example", "subject": "Tuesday at 10", "text": "I will call you."}
    return queue_letter(key=key, **(given | {"thread": ("call", 17), "calendar": CALENDAR} | changes))


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])))
def test_folding_loses_nothing_and_no_line_is_too_long(text: str) -> None:
    lines = folded(text).split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == text
    assert all(line.startswith(" ") for line in lines[1:])


@pytest.mark.django_db
def test_the_calendar_is_a_way_to_read_the_letter_and_a_file() -> None:
    Mailbox.objects.create(pk=1, address="reply@campus.example")
    letter = queue(answers_to_both=True)
    message = message_from_bytes(compose(letter).message().as_bytes(), policy=policy.default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/calendar", "application/ics"]
    assert message.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in message.iter_parts()] == ["multipart/alternative", "application/ics"]
    entry = parts[1]
    assert (entry.get_param("method"), entry.get_content_charset()) == ("REQUEST", "utf-8")
    assert parts[2].get_filename() == "invite.ics"
    as_file = parts[2].get_payload(decode=True)
    assert entry.get_content().replace("\r\n", "\n") == as_file.decode().replace("\r\n", "\n")


@pytest.mark.django_db
def test_calendars_answer_the_thread_and_people_both() -> None:
    Mailbox.objects.create(pk=1, address="reply@campus.example")
    letter, later = queue(answers_to_both=True), queue("appointment:1:2:1")
    text = compose(later).alternatives[0].content.replace("\r\n ", "")
    organizer = next(line for line in text.split("\r\n") if line.startswith("ORGANIZER"))
    address = organizer.rpartition("mailto:")[2]
    assert letter_answered([address], []) == letter  # of the first, for an organizer may not change
    assert "{{answers" in text.partition("SUMMARY")[2]  # elsewhere it is somebody's words, and opens nothing
    to_person, to_thread = compose(letter).reply_to
    assert to_person == "milo@campus.example"
    assert TOKEN.search(to_thread)
    assert len(compose(later).reply_to) == 1
    token = TOKEN.search(address)
    assert token and token[1] not in str(list(Letter.objects.values()))


@pytest.mark.django_db
def test_where_no_letters_come_in_calendars_answer_the_person() -> None:
    text = compose(queue(answers_to_both=True)).alternatives[0].content
    assert "mailto:milo@campus.example\r\n" in text.replace("\r\n ", "")
    assert compose(queue()).reply_to == ["milo@campus.example"]


@pytest.mark.django_db
def test_through_a_providers_interface_the_file_bears_the_method(settings: Any) -> None:
    settings.EMAIL_BACKEND = "anymail.backends.postmark.EmailBackend"
    message = compose(queue())
    assert not message.alternatives
    assert message.attachments[0].mimetype == "text/calendar; method=REQUEST"
