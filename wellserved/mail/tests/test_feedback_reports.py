"""Somebody called a letter of ours spam (RFC 5965): they are asked no more, and nobody is bothered with it."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Letter
from wellserved.mail.tests.test_delivering import our_letter

pytestmark = pytest.mark.django_db


def a_report(ours: Letter, kind: str = "abuse", returned: str = "message/rfc822") -> bytes:
    said = f"Feedback-Type: {kind}\r\n" if kind else ""
    return (
        "From: <feedback@mail.example>\r\nTo: help@campus.example\r\nSubject: FW: How was it?\r\nMIME-Version: 1.0\r\n"
        f"Message-ID: <{kind}-{ours.pk}@mail.example>\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n"
        f"--b\r\nContent-Type: message/feedback-report\r\n\r\n{said}User-Agent: Some/1.0\r\nVersion: 1\r\n"
        f"Original-Rcpt-To: <{ours.to_email}>\r\n\r\n"
        f"--b\r\nContent-Type: {returned}\r\n\r\nFrom: help@campus.example\r\nTo: <redacted>\r\n"
        f"Message-ID: {ours.message_id}\r\nSubject: How was it?\r\n\r\nHow was it?\r\n\r\n--b--\r\n"
    ).encode()


def ours_to(cast: Cast) -> Letter:
    letter = our_letter()
    letter.to_email = cast.contact.email
    letter.save()
    return letter


def come_in(raw: bytes) -> Arrival:
    assert store_letter(raw=raw, source="imap")
    read_letters()
    deliver_letters()
    return Arrival.objects.latest("pk")


@pytest.mark.parametrize(
    ("kind", "returned"),
    [
        ("abuse", "message/rfc822"),
        ("opt-out", "text/rfc822-headers"),
        ("fraud", "message/rfc822"),
        ("", "message/rfc822"),
    ],
)
def test_whoever_called_it_spam_is_asked_no_more_and_no_case_is_opened(cast: Cast, kind: str, returned: str) -> None:
    ours = ours_to(cast)
    arrival = come_in(a_report(ours, kind, returned))
    cast.contact.refresh_from_db()
    assert (
        cast.contact.opted_out_at
        and cast.contact.bounced_at is None
        and not Entry.objects.filter(kind="case.opened").exists()
    )
    assert arrival.state == Arrival.State.IGNORED
    assert set(Entry.objects.values_list("kind", flat=True)) >= {"letter.unwanted", "contact.opted_out"}
    opted_out_at = cast.contact.opted_out_at
    come_in(a_report(ours, "abuse again", returned))
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at == opted_out_at and Entry.objects.filter(kind="letter.unwanted").count() == 1


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", "virus"])
def test_what_says_that_it_was_no_spam_changes_nothing(cast: Cast, kind: str) -> None:
    come_in(a_report(ours_to(cast), kind))
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at is None


def test_a_report_on_a_letter_that_we_never_sent_opts_nobody_out(cast: Cast) -> None:
    ours = ours_to(cast)
    ours.message_id = "<guessed@campus.example>"
    assert come_in(a_report(ours)).state == Arrival.State.IGNORED
    cast.contact.refresh_from_db()
    assert cast.contact.opted_out_at is None
