"""Asked by a person's hand or through the API: past the rules of chance, never past an opt-out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions.asking import NotAskedError, ask_by_hand, do_not_ask, invite
from wellserved.surveys.models import Invitation
from wellserved.surveys.tests.asking import a_closed_interaction, answer, counted, decisions_about, go_live, run


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def test_asked_by_hand_past_the_window_but_not_past_the_minimum(cast: Cast) -> None:
    go_live()
    lately = a_closed_interaction(cast, "1")
    run()
    Letter.objects.update(state="sent")
    other = a_closed_interaction(cast, "2")
    with pytest.raises(NotAskedError) as refused:
        ask_by_hand(interaction=other, by=SYSTEM)
    assert refused.value.verdict.reason == "minimum"
    Invitation.objects.update(created_at=now() - timedelta(days=8))
    ask_by_hand(interaction=other, by=SYSTEM)
    run()
    assert decisions_about(other) == [(1, "asked", "by_hand")]
    assert (counted("served"), counted("asked")) == (2, 2)
    with pytest.raises(NotAskedError) as refused:
        ask_by_hand(interaction=lately, by=SYSTEM)
    assert refused.value.verdict.reason in {"pending", "minimum"}


def test_left_out_by_hand(cast: Cast) -> None:
    go_live(delay_minutes=60)
    interaction = a_closed_interaction(cast)
    run()
    assert do_not_ask(interaction=interaction, by=SYSTEM) and not do_not_ask(interaction=interaction, by=SYSTEM)
    go_live()
    run()
    assert decisions_about(interaction) == [(1, "not_asked", "by_hand_not")]


def test_an_invitation_through_the_api_honours_the_rules_unless_forced(cast: Cast) -> None:
    interaction = a_closed_interaction(cast)
    with pytest.raises(NotAskedError) as refused:
        invite(interaction=interaction, contact=cast.contact, force=False, by=SYSTEM)
    assert refused.value.verdict.reason == "not_live"
    invitation, token = invite(interaction=interaction, contact=cast.contact, force=True, by=SYSTEM)
    assert hash_token(token) == bytes(invitation.token_hash) and invitation.letter is None
    again, same = invite(interaction=interaction, contact=cast.contact, force=True, by=SYSTEM)
    assert (again.pk, same) == (invitation.pk, token)
    run()
    assert decisions_about(interaction) == [(1, "asked", "forced")] and (counted("served"), counted("asked")) == (1, 1)
    answer(invitation)
    with pytest.raises(NotAskedError) as refused:
        invite(interaction=interaction, contact=cast.contact, force=True, by=SYSTEM)
    assert refused.value.verdict.reason == "answered"


def test_force_never_passes_an_opt_out(cast: Cast) -> None:
    Contact.objects.update(opted_out_at=now())
    with pytest.raises(NotAskedError) as refused:
        invite(interaction=a_closed_interaction(cast), contact=cast.contact, force=True, by=SYSTEM)
    assert refused.value.verdict.reason == "opted_out"
