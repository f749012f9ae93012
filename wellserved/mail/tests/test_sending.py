"""Letters leave once, over a real SMTP conversation, and every mishap is visible."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.servers.smtp import Sink, running_sink
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token
from wellserved.mail import tasks
from wellserved.mail.actions import cancel_letter, leave_letter, queue_letter, release_mail, send_again
from wellserved.mail.models import Letter
from wellserved.mail.queries import letters_in_doubt
from wellserved.mail.tasks import send_letters

State = Letter.State


@pytest.fixture
def sink(db: Any) -> Iterator[Sink]:
    """A mail server that this copy may write to."""
    with running_sink() as sink, pointed_at(sink):
        release_mail(by=SYSTEM)
        yield sink


def pointed_at(sink: Sink) -> override_settings:
    return override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_CONFIGURED=True,
        EMAIL_HOST=sink.host,
        EMAIL_PORT=sink.port,
        EMAIL_TIMEOUT=5,
        DEFAULT_FROM_EMAIL="help@campus.example",
    )


def queue(key: str = "one", **changes: Any) -> Letter:
    given: dict[str, Any] = {
        "key": key,
        "kind": "ask",
        "audience": "customer",
        "to_email": "bea@biology.example",
        "to_name": "Bea Contact",
        "from_name": "Milo Member",
        "reply_to": "milo@campus.example",
        "subject": "How was it?",
        "text": "Hello. https://x.example/a/{{token:answer:0123456789abcdef}}",
        "html": "<p>Hello. <a href='https://x.example/a/{{token:answer:0123456789abcdef}}'>Answer</a></p>",
        "headers": {"List-Unsubscribe": "<https://x.example/u/{{token:answer:0123456789abcdef}}>"},
    }
    return queue_letter(**(given | changes))


def fresh(letter: Letter) -> Letter:
    return Letter.objects.get(pk=letter.pk)


def test_a_letter_leaves_with_both_texts_its_names_and_its_token(sink: Sink, settings: Any) -> None:
    letter = queue(from_name="Zoë Müller, Campus", subject="Wie war’s, Bjørn?")
    assert send_letters() == 1
    token = derive_token("answer", "0123456789abcdef", settings.SECRET_KEY)
    [message] = sink.messages
    assert message["From"] == '"Zoë Müller, Campus" <help@campus.example>'
    assert message["To"] == "Bea Contact <bea@biology.example>"
    assert message["Reply-To"] == "milo@campus.example"
    assert message["Subject"] == "Wie war’s, Bjørn?"
    assert message["Date"] and message["Message-ID"] == letter.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == f"<https://x.example/u/{token}>"
    parts = {part.get_content_type(): part.get_content() for part in message.walk() if not part.is_multipart()}
    assert list(parts) == ["text/plain", "text/html"]
    assert all(f"/a/{token}" in text for text in parts.values())
    stored = fresh(letter)
    assert stored.state == State.SENT and stored.sent_at
    assert token not in stored.text + stored.html + str(stored.headers)


def test_the_same_key_is_the_same_letter(sink: Sink) -> None:
    assert queue().pk == queue(subject="Another").pk
    assert send_letters() == 1 and send_letters() == 0
    assert len(sink.messages) == 1


def test_a_batch_goes_over_one_connection(sink: Sink) -> None:
    for number in range(5):
        queue(str(number))
    assert send_letters() == 5
    assert len(sink.messages) == 5 and sink.connections == 1


def test_a_deferred_letter_waits_longer_each_time_and_says_why(sink: Sink) -> None:
    letter = queue()
    sink.defer = True
    waits = []
    for _ in range(3):
        send_letters()
        stored = fresh(letter)
        assert stored.state == State.QUEUED and "451" in stored.last_error and stored.handed_over_at is None
        waits.append(stored.not_before - now())
        Letter.objects.update(not_before=now())
    assert timedelta(seconds=50) < waits[0] < waits[1] < waits[2]
    sink.defer = False
    send_letters()
    assert fresh(letter).state == State.SENT and len(sink.messages) == 1


@pytest.mark.parametrize("trouble", ["refuse", "refuse_words"])
def test_a_refused_letter_is_given_up_and_can_be_sent_again(sink: Sink, trouble: str) -> None:
    letter = queue()
    setattr(sink, trouble, True)
    send_letters()
    assert fresh(letter).state == State.FAILED and fresh(letter).last_error.startswith("55")
    setattr(sink, trouble, False)
    assert send_letters() == 0
    assert send_again(letter_id=letter.pk, by=SYSTEM)
    send_letters()
    assert fresh(letter).state == State.SENT and len(sink.messages) == 1


def test_one_refused_address_does_not_stop_the_others(sink: Sink) -> None:
    sink.refuse = "gone@biology.example"
    lost, *kept = queue("0", to_email="gone@biology.example"), queue("1"), queue("2")
    send_letters()
    assert fresh(lost).state == State.FAILED
    assert [fresh(letter).state for letter in kept] == [State.SENT] * 2


def test_an_unreachable_server_costs_no_letter(sink: Sink) -> None:
    letter = queue()
    with override_settings(EMAIL_PORT=1):
        send_letters()
    assert fresh(letter).state == State.QUEUED and "could not be reached" in fresh(letter).last_error


def test_a_connection_lost_after_the_words_leaves_a_letter_in_doubt_until_somebody_decides(sink: Sink) -> None:
    first, second = queue("1"), queue("2")
    sink.drop_after_data = True
    send_letters()
    assert Letter.objects.filter(letters_in_doubt()).count() == 2
    sink.drop_after_data = False
    assert send_letters() == 0, "a letter in doubt is never sent again by itself"
    assert leave_letter(letter_id=first.pk, by=SYSTEM) and fresh(first).state == State.SENT
    assert send_again(letter_id=second.pk, by=SYSTEM) and send_letters() == 1
    assert len(sink.messages) == 3


class Killed(BaseException):
    """Stands for SIGKILL: nothing that our code catches."""


def test_a_worker_killed_before_the_words_went_loses_nothing(sink: Sink, monkeypatch: Any) -> None:
    letter = queue()

    def die(*given: Any) -> None:
        raise Killed

    monkeypatch.setattr(tasks, "_send_one", die)
    with pytest.raises(Killed):
        send_letters()
    monkeypatch.undo()
    assert fresh(letter).state == State.SENDING and send_letters() == 0
    Letter.objects.update(claimed_at=now() - timedelta(minutes=11))
    assert send_letters() == 1 and fresh(letter).state == State.SENT and len(sink.messages) == 1


def test_a_worker_killed_after_the_words_went_sends_nothing_twice(sink: Sink, monkeypatch: Any) -> None:
    letter = queue()

    def die(*given: Any) -> None:
        raise Killed

    monkeypatch.setattr(tasks, "_settle", die)
    with pytest.raises(Killed):
        send_letters()
    monkeypatch.undo()
    Letter.objects.update(claimed_at=now() - timedelta(minutes=11))
    assert send_letters() == 0 and len(sink.messages) == 1
    assert Letter.objects.filter(letters_in_doubt(), pk=letter.pk).exists()


def test_a_letter_taken_back_while_it_was_claimed_does_not_leave(sink: Sink, monkeypatch: Any) -> None:
    letters = [queue("1"), queue("2")]
    send_one = tasks._send_one

    def cancelled_meanwhile(*given: Any) -> Any:
        cancel_letter(letter_id=letters[0].pk)
        return send_one(*given)

    monkeypatch.setattr(tasks, "_send_one", cancelled_meanwhile)
    send_letters()
    assert [fresh(letter).state for letter in letters] == [State.CANCELLED, State.SENT]
    assert len(sink.messages) == 1
    assert not cancel_letter(letter_id=letters[1].pk), "what has left cannot be taken back"


def test_a_letter_that_waited_too_long_is_not_sent(sink: Sink) -> None:
    letter = queue(not_after=now() - timedelta(seconds=1))
    assert send_letters() == 0 and fresh(letter).state == State.CANCELLED


def test_any_mail_backend_carries_letters(sink: Sink, mailoutbox: Any) -> None:
    letter = queue()
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        send_letters()
    assert fresh(letter).state == State.SENT and mailoutbox[0].extra_headers["Message-ID"] == letter.message_id


def test_nothing_leaves_while_no_mail_server_is_set(sink: Sink) -> None:
    queue(audience="staff")
    with override_settings(EMAIL_CONFIGURED=False):
        assert send_letters() == 0


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_we_speak_to_the_server(sink: Sink, monkeypatch: Any) -> None:
    queue()
    send_one, open_then = tasks._send_one, []

    def look(*given: Any) -> Any:
        open_then.append(transaction.get_connection().in_atomic_block)
        return send_one(*given)

    monkeypatch.setattr(tasks, "_send_one", look)
    send_letters()
    assert open_then == [False]


def test_a_slow_server_ends_the_turn_and_the_rest_waits_for_the_next(sink: Sink, monkeypatch: Any) -> None:
    letters = [queue(str(number)) for number in range(3)]
    monkeypatch.setattr(tasks, "TURN_LASTS", -1)
    assert send_letters() == 3 and not sink.messages
    assert {(fresh(letter).state, fresh(letter).attempts) for letter in letters} == {(State.QUEUED, 0)}
    monkeypatch.undo()
    send_letters()
    assert len(sink.messages) == 3
