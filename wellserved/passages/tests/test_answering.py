"""Who answers a reply by mail is heard again: below what they said first, by the same reader, with a new time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail.composing import compose
from wellserved.mail.inward.delivering import deliver_letters, read_letters
from wellserved.mail.inward.storing import store_letter
from wellserved.mail.models import Arrival, Mailbox
from wellserved.passages.actions.reading import reply_to_passage
from wellserved.passages.models import Passage
from wellserved.passages.queries import letters_back, waiting_for
from wellserved.people.actions import leave_house


@pytest.fixture
def passage(cast: Cast, settings: Any, tmp_path: Path) -> Passage:
    """Bea said something, and Milo has replied."""
    settings.FILES_ROOT = tmp_path / "files"
    Mailbox.objects.create(pk=1, address="reply@campus.example")
    made = Passage.objects.create(
        source_kind="response", source_id=1, words="The projector fails.", contact=cast.contact, team=cast.desk,
        reader=cast.member,
    )  # fmt: skip
    reply_to_passage(
        passage_id=made.pk, member=cast.member, subject="Your words", text="We look at it.", by=cast.admin_by
    )
    return Passage.objects.get()


def write_back(passage: Passage, words: bytes = b"It fails again.") -> None:
    assert passage.reply
    [address] = compose(passage.reply).reply_to
    store_letter(
        raw=b"From: bea@biology.example\r\nSubject: Re: Your words\r\nTo: " + address.encode() + b"\r\n\r\n" + words
        + b"\r\n\r\nOn 3 May 2026, Milo wrote:\r\n> We look at it.\r\n", source="imap",
    )  # fmt: skip
    read_letters()
    deliver_letters()


def test_an_answer_waits_for_the_same_reader_again(cast: Cast, passage: Passage) -> None:
    write_back(passage)
    fresh = Passage.objects.get()
    assert (fresh.reader, fresh.read_at, fresh.words) == (cast.member, None, "The projector fails.")
    assert fresh.read_by and fresh.read_by > now() and list(waiting_for(cast.member.pk)) == [fresh]
    [letter] = letters_back(fresh)
    assert letter.new_text == "It fails again." and "We look at it." in letter.whole_text
    assert Entry.objects.get(kind="passage.answered").details == {"letter_in": letter.pk}
    assert b"The projector fails." in cast.browser("member").get("/").content


def test_its_letters_are_open_to_who_may_read_it_and_to_nobody_else(cast: Cast, passage: Passage) -> None:
    write_back(passage)
    href = f"/letters/in/{Arrival.objects.get().pk}/"
    for name, status in (("member", 200), ("lead", 200), ("manager", 200), ("outsider", 404)):
        assert cast.browser(name).get(href).status_code == status
        assert cast.browser(name).get(f"{href}raw/").status_code == status
        assert cast.browser(name).post(f"{href}done/").status_code == 404


def test_when_its_reader_has_left_somebody_else_hears_it(cast: Cast, passage: Passage) -> None:
    leave_house(member_id=cast.member.pk, by=cast.admin_by)
    write_back(passage)
    assert Passage.objects.get().reader == cast.lead


def test_an_answer_about_what_is_gone_waits_for_a_person(cast: Cast, passage: Passage) -> None:
    Passage.objects.filter(pk=passage.pk).delete()
    write_back(passage)
    came = Arrival.objects.get()
    assert (came.state, came.why) == ("kept", "untaken")
