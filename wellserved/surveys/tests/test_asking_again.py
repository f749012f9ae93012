"""Asks that were made twice: each letter can be taken back, and an answer is never counted away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast
from wellserved.kit.tokens import hash_token
from wellserved.mail.actions import cancel_letter
from wellserved.mail.models import Letter
from wellserved.surveys.actions.answering import record_answers
from wellserved.surveys.actions.asking import ask_by_hand, invite
from wellserved.surveys.actions.stopping import stop_asking
from wellserved.surveys.models import Invitation
from wellserved.surveys.shapes import Answer
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks, tidy_asks
from wellserved.surveys.tests.asking import a_closed_interaction, counted, go_live, reopen


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def test_a_second_ask_about_the_same_closing_is_taken_back_when_it_reopens(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast)
    decide_asks()
    send_due_asks()
    cancel_letter(letter_id=Letter.objects.get().pk, by=cast.admin_by)
    tidy_asks()
    again = ask_by_hand(interaction=interaction, by=cast.admin_by)
    reopen(interaction)
    decide_asks()
    again.refresh_from_db()
    assert again.cancelled_at
    assert set(Letter.objects.values_list("state", flat=True)) == {"cancelled"}
    assert counted("asked") == 0


def test_an_answered_ask_is_not_counted_away_with_its_letter(cast: Cast) -> None:
    """The link can be had through the API while its letter still waits."""
    go_live()
    interaction = a_closed_interaction(cast)
    decide_asks()
    send_due_asks()
    invitation, token = invite(interaction=interaction, contact=cast.contact, force=True, by=cast.admin_by)
    record_answers([Answer(hash_token(token), achieved=2, felt=5)])
    reopen(interaction)
    decide_asks()
    assert counted("asked") == counted("answered") == 1
    assert Invitation.objects.get(pk=invitation.pk).cancelled_at is None
    assert Letter.objects.get().state == "cancelled"  # whoever has answered is not asked


def test_opting_out_after_the_answer_keeps_it_counted(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast)
    decide_asks()
    send_due_asks()
    _, token = invite(interaction=interaction, contact=cast.contact, force=True, by=cast.admin_by)
    record_answers([Answer(hash_token(token), achieved=2, felt=5)])
    stop_asking(contact_id=cast.contact.pk, by=cast.admin_by)
    tidy_asks()
    assert counted("asked") == counted("answered") == 1
    assert Invitation.objects.get().decision is not None
    assert Invitation.objects.get().decision.outcome == "asked"  # type: ignore[union-attr]
