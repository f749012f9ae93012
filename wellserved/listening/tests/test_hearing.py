"""Calendars and people answer by mail: what they say is understood, believed of whom it may be, and shown."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.calendars.models import Appointment, Guest
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.keeping_time import keep_calendars_in_step
from wellserved.listening.models import Call, Heard
from wellserved.listening.queries.heard import spoke_again, spoke_again_since
from wellserved.listening.tests.served import an_invited_call, slots_on
from wellserved.listening.tests.test_keeping_time import choose, letters_to
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import compose
from wellserved.mail.inward import delivering
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.reading import read
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Letter, Mailbox

pytestmark = pytest.mark.django_db


class ReadsHere:
    """As the reader, without a process of its own."""

    def __enter__(self) -> ReadsHere:
        return self

    def __exit__(self, *given: object) -> None:
        pass

    def read(self, path: Path) -> Any:
        return read(path.read_bytes())


@pytest.fixture(autouse=True)
def letters_come_in(settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr(delivering, "Reader", ReadsHere)
    Mailbox.objects.create(pk=1, address="reply@campus.example")


@pytest.fixture
def agreed(cast: Cast) -> tuple[Call, str]:
    """A call whose time was chosen, and told to both."""
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    Letter.objects.update(state="sent")
    call.refresh_from_db()
    return call, href


def come_in(message: EmailMessage) -> Arrival:
    assert store_letter(raw=message.as_bytes(), source="imap")
    read_letters()
    deliver_letters()
    return Arrival.objects.latest("pk")


def a_letter(call: Call, sender: str = "", words: str = "Thank you again.", **headers: str) -> EmailMessage:
    """An answer to the last letter that the contact got."""
    message = EmailMessage()
    letter = Letter.objects.filter(thread_kind="call", thread_id=call.pk, audience="customer").latest("pk")
    message["From"] = sender or call.contact.email  # type: ignore[union-attr]
    message["To"] = ", ".join(compose(letter).reply_to)
    message["Subject"], message["Message-ID"] = "Re: our call", f"<{now().timestamp()}@there.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(words)
    return message


def what_a_calendar_says(
    call: Call, said: str = "DECLINED", method: str = "REPLY", sender: str = "", more: str = "", **changes: Any
) -> EmailMessage:
    """As a calendar sends it: to the organizer, with no reference to any letter."""
    found = Appointment.objects.get(subject_kind="call", subject_id=call.pk)
    theirs = call.contact.email  # type: ignore[union-attr]
    given = {"uid": found.uid, "sequence": found.sequence, "attendee": theirs} | changes
    message = EmailMessage()
    message["From"], message["To"] = sender or theirs, "reply@campus.example"
    message["Subject"], message["Message-ID"] = f"{said.title()}: a call", f"<{now().timestamp()}@there.example>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("Bea has answered this invitation.")
    text = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:{given['uid']}\r\n"
        f"SEQUENCE:{given['sequence']}\r\nATTENDEE;PARTSTAT={said}:mailto:{given['attendee']}\r\n{more}"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    message.add_alternative(text, subtype="calendar", params={"method": method})
    return message


def test_who_accepts_is_shown_to_have(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    arrival = come_in(what_a_calendar_says(call, "ACCEPTED"))
    assert (arrival.state, arrival.thread_kind, arrival.thread_id) == ("delivered", "call", call.pk)
    call.refresh_from_db()
    assert call.state == "planned"
    assert "accepted" in cast.browser("member").get(f"/calls/{call.pk}/heard/").content.decode()
    assert Entry.objects.get(kind="appointment.answered").details["answer"] == "accepted"


def test_who_declines_gives_the_time_back_and_is_asked_for_another(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, href = agreed
    was = call.starts_at
    come_in(what_a_calendar_says(call, "DECLINED"))
    call.refresh_from_db()
    assert (call.state, call.starts_at) == ("invited", None)
    assert was.isoformat() in slots_on(Browser().get(href).content.decode())  # type: ignore[union-attr]
    last = letters_to(call.contact.email)[-1]  # type: ignore[union-attr]
    assert last.subject == "When may I call you instead?"
    assert "CANCEL" not in "".join(letter.calendar for letter in letters_to(call.contact.email))  # type: ignore[union-attr]
    assert not last.calendar  # their calendar knows; the member's hears of it
    assert "is off" in letters_to(cast.member.email)[-1].subject
    assert "METHOD:CANCEL" in letters_to(cast.member.email)[-1].calendar
    choose(href, place=2)
    keep_calendars_in_step()
    assert "SEQUENCE:2" in letters_to(call.contact.email)[-1].calendar  # type: ignore[union-attr]
    assert keep_calendars_in_step() == 0


STRANGERS = [
    {"sender": "mallory@elsewhere.example"},
    {"attendee": "mallory@elsewhere.example"},
    {"attendee": "mallory@elsewhere.example", "sender": "mallory@elsewhere.example"},
    {"sequence": -1, "attendee": "x@y.example"},
]


@pytest.mark.parametrize("otherwise", STRANGERS)
def test_nobody_answers_for_somebody_else(cast: Cast, agreed: tuple[Call, str], otherwise: dict[str, Any]) -> None:
    call, _ = agreed
    come_in(what_a_calendar_says(call, "DECLINED", **otherwise))
    call.refresh_from_db()
    assert call.state == "planned"
    assert set(Guest.objects.values_list("answer", flat=True)) == {""}
    assert Heard.objects.get().kind == "strange"
    assert "Nothing changed" in cast.browser("member").get(f"/calls/{call.pk}/heard/").content.decode()


def test_an_answer_to_a_time_that_has_changed_since_changes_nothing(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, href = agreed
    late = what_a_calendar_says(call, "DECLINED")
    Browser().post(href, {"do": "again"})
    choose(href, place=3)
    keep_calendars_in_step()
    come_in(late)
    call.refresh_from_db()
    assert call.state == "planned"
    assert set(Guest.objects.values_list("answer", flat=True)) == {""}


def test_a_calendar_that_is_not_ours_goes_its_usual_way(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    arrival = come_in(what_a_calendar_says(call, uid="somebody@elsewhere.example"))
    assert arrival.state == "ignored"  # it says that a machine sent it


def test_another_time_that_they_propose_can_be_taken(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    wanted = (now() + timedelta(days=3)).replace(hour=13, minute=7, second=0, microsecond=0)
    more = f"DTSTART:{wanted:%Y%m%dT%H%M%SZ}\r\nCOMMENT:Later is better\r\n"
    come_in(what_a_calendar_says(call, "TENTATIVE", method="COUNTER", more=more))
    heard = Heard.objects.get()
    assert (heard.kind, heard.words, heard.proposes) == ("proposed", "Later is better", wanted)
    member = cast.browser("member")
    assert "proposes another time" in member.get("/").content.decode()
    member.post(f"/calls/{call.pk}/heard/{heard.pk}/time/")
    call.refresh_from_db()
    assert (call.state, call.starts_at) == ("planned", wanted)
    keep_calendars_in_step()
    assert f"DTSTART:{wanted:%Y%m%dT%H%M%SZ}" in letters_to(call.contact.email)[-1].calendar  # type: ignore[union-attr]


def test_a_letter_after_the_call_counts_as_speaking_again(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    come_in(a_letter(call, words="Before the call: may my colleague join?"))
    assert spoke_again(call.round) == 0
    Call.objects.filter(pk=call.pk).update(state="held", held_at=now())
    call.refresh_from_db()
    assert spoke_again(call.round) == 0
    come_in(a_letter(call, words="One more thing: <b>thank you</b>."))
    assert (spoke_again(call.round), spoke_again_since(call) is not None) == (1, True)
    member = cast.browser("member")
    assert "wrote to you" in member.get("/").content.decode()
    page = member.get(f"/calls/{call.pk}/heard/").content.decode()
    assert "One more thing: &lt;b&gt;thank you&lt;/b&gt;" in page and "spoke again" in page
    assert member.get(f"/letters/in/{Heard.objects.latest('pk').arrival_id}/").status_code == 200
    member.post(f"/calls/{call.pk}/heard/letter/", {"words": "With pleasure."})
    member.post(f"/calls/{call.pk}/heard/letter/", {"words": "With pleasure."})
    letter = Letter.objects.get(kind="reply")
    assert (letter.to_email, letter.subject) == (call.contact.email, "Re: our call")  # type: ignore[union-attr]
    assert "With pleasure." in letter.text and "In-Reply-To" in letter.headers
    assert "wrote to you" not in member.get("/").content.decode()
    assert cast.browser("outsider").get(f"/calls/{call.pk}/heard/").status_code == 404


def test_machines_and_other_people_never_count_as_speaking_again(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    Call.objects.filter(pk=call.pk).update(state="held", held_at=now() - timedelta(minutes=1))
    away = come_in(a_letter(call, words="I am away.", Auto_Submitted="auto-replied"))
    come_in(a_letter(call, sender="mallory@elsewhere.example"))
    come_in(a_letter(call, sender=cast.member.email))
    assert away.state == "ignored"
    assert spoke_again(call.round) == 0
    assert [one.kind for one in Heard.objects.all()] == ["strange"]


def test_that_they_called_is_noted_by_hand(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    Call.objects.filter(pk=call.pk).update(state="held", held_at=now() - timedelta(minutes=1))
    cast.browser("member").post(f"/calls/{call.pk}/heard/call/")
    assert spoke_again(call.round) == 1
    assert cast.browser("lead").post(f"/calls/{call.pk}/heard/call/").status_code == 404


def test_a_bomb_in_a_calendar_is_kept_as_a_letter(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    bomb = a_letter(call, words="See the file.")
    text = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + "BEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY\r\n" * 2_000
    bomb.add_attachment(text.encode(), maintype="text", subtype="calendar", filename="invite.ics")
    arrival = come_in(bomb)
    assert arrival.state == "delivered"
    assert Heard.objects.get().kind == "letter"


def test_only_letters_of_the_call_are_its_own(cast: Cast, agreed: tuple[Call, str]) -> None:
    call, _ = agreed
    queue_letter(
        key="other", kind="case", audience="customer", to_email="x@y.example", subject="x", text="x",
        thread=("call", 10**6),
    )  # fmt: skip
    message = a_letter(call)
    message.replace_header("To", compose(Letter.objects.get(key="other")).reply_to[0])
    come_in(message)
    assert not Heard.objects.exists()
