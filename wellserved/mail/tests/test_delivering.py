"""From stored to the end: letters are read apart, handed over once, or kept for somebody to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail import arrivals
from wellserved.mail.actions import queue_letter
from wellserved.mail.arrivals import NEW, receiver
from wellserved.mail.composing import compose
from wellserved.mail.inward import delivering
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Letter, Mailbox
from wellserved.mail.shapes import ArrivedLetter, Bounce

pytestmark = pytest.mark.django_db
State, Why = Arrival.State, Arrival.Why


@pytest.fixture(autouse=True)
def alone(monkeypatch: Any, settings: Any, tmp_path: Path) -> Iterator[None]:
    """No room above takes anything, but what a test registers."""
    monkeypatch.setattr(arrivals, "_receivers", {})
    monkeypatch.setattr(arrivals, "_hear", [])
    settings.FILES_ROOT = tmp_path / "files"
    yield


def a_letter(body: str = "It failed again.", **headers: str) -> bytes:
    given = {"From": "Bea <bea@biology.example>", "To": "help@campus.example", "Subject": "Projector"}
    given |= {"Message-ID": "<one@biology.example>"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return ("".join(f"{k}: {v}\r\n" for k, v in given.items()) + f"\r\n{body}\r\n").encode()


def come_in(raw: bytes) -> Arrival:
    assert store_letter(raw=raw, source="imap")
    read_letters()
    deliver_letters()
    return Arrival.objects.latest("pk")


def takes(kind: str, answer: Any = True) -> list[ArrivedLetter]:
    taken: list[ArrivedLetter] = []

    @receiver(kind)
    def receive(letter: ArrivedLetter) -> Any:
        taken.append(letter)
        return answer

    return taken


def our_letter(thread: tuple[str, int] | None = ("case", 17), key: str = "one") -> Letter:
    return queue_letter(
        key=key, kind="case", audience="customer", to_email="bea@biology.example", subject="Your question", text="…",
        thread=thread,
    )  # fmt: skip


def test_a_new_letter_goes_to_who_takes_new_ones() -> None:
    taken = takes(NEW)
    arrival = come_in(a_letter())
    assert arrival.state == State.DELIVERED
    [letter] = taken
    assert (letter.id, letter.from_email, letter.from_name) == (arrival.pk, "bea@biology.example", "Bea")
    assert (letter.subject, letter.new_text, letter.thread) == ("Projector", "It failed again.", None)
    assert Entry.objects.get(kind="letter_in.delivered").subject_id == arrival.pk


def test_the_receiver_may_say_which_thread_it_made() -> None:
    takes(NEW, answer=("case", 4))
    arrival = come_in(a_letter())
    assert (arrival.thread_kind, arrival.thread_id) == ("case", 4)


def test_an_answer_goes_to_its_thread_by_address_or_reference() -> None:
    Mailbox.objects.create(pk=1, address="in@campus.example")
    taken, ours = takes("case"), our_letter()
    [address] = compose(ours).reply_to
    come_in(a_letter(To=address))
    come_in(a_letter("By reference.", Message_ID="<two@x>", In_Reply_To=ours.message_id))
    assert [(letter.thread, letter.answers) for letter in taken] == [(("case", 17), ours.pk)] * 2


def test_an_answer_that_its_thread_does_not_take_is_no_new_matter_and_waits_for_a_person() -> None:
    refused, taken, ours = takes("case", answer=False), takes(NEW), our_letter()
    arrival = come_in(a_letter(In_Reply_To=ours.message_id))
    assert (arrival.state, arrival.why, arrival.answers_id) == (State.KEPT, Why.UNTAKEN, ours.pk)
    assert len(refused) == 1 and taken == []


def test_an_answer_to_what_no_room_takes_any_more_waits_for_a_person() -> None:
    taken, ours = takes(NEW), our_letter()
    arrival = come_in(a_letter(In_Reply_To=ours.message_id))
    assert (arrival.state, arrival.why, taken) == (State.KEPT, Why.UNTAKEN, [])


@pytest.mark.parametrize("registered", [True, False])
def test_what_nobody_takes_is_kept(registered: bool) -> None:
    if registered:
        takes(NEW, answer=False)
    arrival = come_in(a_letter())
    assert (arrival.state, arrival.why) == (State.KEPT, Why.UNTAKEN)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated"},
        {"Precedence": "bulk"},
        {"List_Id": "<all.campus.example>"},
        {"Return_Path": "<>"},
        {"X_Auto_Response_Suppress": "All"},
        {"X_Autoreply": "yes"},
        {"Subject": "Automatische Antwort: Projector"},
        {"Subject": "=?utf-8?q?R=C3=A9ponse_automatique?="},
        {"From": "MAILER-DAEMON@mx.example"},
        {"From": "in@campus.example"},
        {"Content_Type": "multipart/report; report-type=delivery-status; boundary=x"},
        {"Content_Type": "multipart/report; report-type=feedback-report; boundary=x"},
    ],
    ids=lambda headers: " ".join(f"{k} {v}" for k, v in headers.items())[:40],
)
def test_what_a_machine_sent_opens_nothing(headers: dict[str, str]) -> None:
    Mailbox.objects.create(pk=1, address="in@campus.example")
    taken = takes(NEW)
    assert come_in(a_letter(**headers)).state == State.IGNORED
    assert taken == []


def test_our_own_words_coming_back_open_nothing() -> None:
    taken, ours = takes("case"), our_letter()
    assert come_in(compose(ours).message().as_bytes()).nature == "loop"
    assert taken == []


def test_an_answer_through_a_shared_address_is_a_persons() -> None:
    taken, ours = takes("case"), our_letter()
    come_in(a_letter(In_Reply_To=ours.message_id, List_Id="<team.biology.example>", Precedence="list"))
    assert len(taken) == 1


def test_the_same_letter_is_delivered_once() -> None:
    taken = takes(NEW)
    raw = a_letter()
    come_in(raw)
    again = b"Received: from elsewhere\r\n" + raw.replace(b"\r\n", b"\n")
    assert not store_letter(raw=raw, source="imap") and not store_letter(raw=again, source="postmark")
    assert read_letters() == deliver_letters() == 0 and len(taken) == 1


def test_a_message_id_used_again_makes_no_letter_vanish() -> None:
    assert store_letter(raw=a_letter(), source="imap")
    assert store_letter(raw=a_letter("Other words."), source="imap")
    assert store_letter(raw=a_letter(From="mallory@elsewhere.example"), source="imap")


def test_what_a_receiver_wrote_and_the_letters_state_come_together_or_not_at_all() -> None:
    calls = 0

    @receiver(NEW)
    def receive(letter: ArrivedLetter) -> bool:
        nonlocal calls
        calls += 1
        assert transaction.get_connection().in_atomic_block
        our_letter(thread=None, key=f"made {letter.id}")
        if calls == 1:
            raise RuntimeError("not this time")
        return True

    arrival = come_in(a_letter())
    assert arrival.state == State.PARSED and not Letter.objects.exists() and arrival.next_try_at > now()
    Arrival.objects.update(next_try_at=now())
    deliver_letters()
    deliver_letters()
    assert calls == 2 and Letter.objects.count() == 1
    assert Arrival.objects.get().state == State.DELIVERED


def test_a_letter_that_fails_again_and_again_is_shown_to_somebody() -> None:
    @receiver(NEW)
    def receive(letter: ArrivedLetter) -> bool:
        raise RuntimeError("never")

    come_in(a_letter())
    for _ in range(6):
        Arrival.objects.update(next_try_at=now())
        deliver_letters()
    arrival = Arrival.objects.get()
    assert (arrival.state, arrival.why, arrival.said) == (State.KEPT, Why.FAILED, "RuntimeError")


def test_too_many_letters_of_one_address_in_an_hour_are_kept_and_open_nothing(monkeypatch: Any) -> None:
    monkeypatch.setattr(delivering, "MOST_AN_HOUR", 3)
    taken = takes(NEW)
    for number in range(5):
        come_in(a_letter(Message_ID=f"<{number}@x>"))
    assert len(taken) == 3
    assert list(Arrival.objects.filter(why=Why.TOO_MANY).values_list("state", flat=True)) == [State.KEPT] * 2
    Arrival.objects.update(stored_at=now() - timedelta(hours=2))
    assert come_in(a_letter(Message_ID="<later@x>")).state == State.DELIVERED


def test_a_letter_that_ends_the_worker_is_given_up_after_a_few_times() -> None:
    store_letter(raw=a_letter(), source="imap")
    Arrival.objects.update(attempts=delivering.TRIES)
    read_letters()
    assert Arrival.objects.get().why == Why.UNREADABLE


def a_report(ours: Letter, status: str = "5.1.1", recipient: str = "bea@biology.example") -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example\r\nTo: help@campus.example\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        f"Message-ID: <{status}@mx.example>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {ours.message_id}\r\n\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize(("status", "hard"), [("5.1.1", True), ("5.2.2", False), ("4.4.1", False), ("5.7.1", False)])
def test_a_letter_of_ours_that_did_not_arrive_is_told_of(status: str, hard: bool) -> None:
    heard: list[Bounce] = []
    arrivals.hears_of_bounces(heard.append)
    ours = our_letter()
    assert come_in(a_report(ours, status)).state == State.IGNORED
    [bounce] = heard
    assert (bounce.email, bounce.hard, bounce.status) == ("bea@biology.example", hard, status)
    assert (bounce.letter_id, Entry.objects.filter(kind="letter.bounced").count()) == (ours.pk, 1)


def test_a_report_on_a_letter_that_we_never_sent_is_not_believed() -> None:
    heard: list[Bounce] = []
    arrivals.hears_of_bounces(heard.append)
    ours = our_letter()
    ours.message_id = "<guessed@campus.example>"
    come_in(a_report(ours))
    assert heard == []
