"""An answer finds its way: by the address it was sent to, or by what it refers to."""

from __future__ import annotations

from typing import Any

import pytest

from wellserved.kit.clock import now
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import compose
from wellserved.mail.models import Arrival, Letter, Mailbox
from wellserved.mail.threads import TOKEN, letter_answered, references_to, reply_token

pytestmark = pytest.mark.django_db


def queue(key: str = "one", **changes: Any) -> Letter:
    given: dict[str, Any] = {"kind": "case", "audience": "customer", "to_email": "bea@biology.example"}
    given |= {"reply_to": "milo@campus.example", "subject": "Your question", "text": "We are on it."}
    return queue_letter(key=key, **(given | {"thread": ("case", 17)} | changes))


def test_without_an_address_that_letters_come_in_by_answers_go_to_the_person() -> None:
    assert compose(queue()).reply_to == ["milo@campus.example"]


def test_a_letter_of_a_thread_bears_an_address_of_its_own_whose_token_is_stored_nowhere() -> None:
    Mailbox.objects.create(pk=1, address="reply@campus.example")
    letter = queue()
    [address] = compose(letter).reply_to
    token = TOKEN.search(address)
    assert token and address == f"reply+{token[1]}@campus.example"
    assert token[1] not in str(Letter.objects.values().get())
    assert letter_answered([f"REPLY+{token[1].upper()}@Campus.Example"], []) == letter
    assert compose(queue("two", thread=None)).reply_to == ["milo@campus.example"]


def test_the_environment_wins_and_may_do_without_plus_addresses(settings: Any) -> None:
    Mailbox.objects.create(pk=1, address="reply@campus.example")
    settings.MAIL_IN_ADDRESS, settings.MAIL_IN_PLUS = "in@campus.example", False
    assert compose(queue()).reply_to == ["in@campus.example"]


def test_an_answer_is_known_by_the_newest_of_our_letters_it_refers_to() -> None:
    first, second = queue("first"), queue("second")
    assert letter_answered([], [first.message_id, second.message_id, "<theirs@x>"]) == second
    assert letter_answered([], [second.message_id, first.message_id]) == first
    assert letter_answered([f"reply+{'a' * 32}@campus.example"], ["<theirs@x>"]) is None
    assert letter_answered([f"reply+{reply_token('first')}@campus.example"], [second.message_id]) == first


def test_a_thread_is_kept_together_in_the_mailbox_of_whoever_reads_it() -> None:
    assert references_to("case", 17) == {}
    first = queue("first")
    assert "References" not in first.headers
    Arrival.objects.create(
        key="a", source="imap", sha256="", size=1, message_id="<theirs@x>", thread_kind="case", thread_id=17,
        received_at=now(),
    )  # fmt: skip
    headers = compose(queue("second")).extra_headers
    assert headers["In-Reply-To"] == "<theirs@x>"
    assert headers["References"] == f"{first.message_id} <theirs@x>"


def test_letters_of_the_same_second_keep_their_order() -> None:
    second = now().replace(microsecond=0)
    ours = [queue(f"ours {number}") for number in range(2)]
    theirs = [
        Arrival.objects.create(
            key=f"{number}", source="imap", sha256="", size=1, message_id=f"<{9 - number}@x>", thread_kind="case",
            thread_id=17, received_at=second,
        )
        for number in range(2)
    ]  # fmt: skip
    Letter.objects.update(created_at=second.replace(microsecond=300_000))
    Arrival.objects.update(stored_at=second.replace(microsecond=600_000))
    chain = references_to("case", 17)["References"].split()
    assert chain == [one.message_id for one in ours] + [one.message_id for one in theirs]
