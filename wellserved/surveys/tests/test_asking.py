"""From a closed interaction to a letter: decided once, asked once, and taken back when it is opened again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions import invitations
from wellserved.surveys.actions.stopping import ask_again, stop_asking
from wellserved.surveys.models import Decision, Invitation
from wellserved.surveys.tests.asking import (
    a_closed_interaction,
    answer,
    close_again,
    counted,
    decisions_about,
    go_live,
    reopen,
    run,
)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def test_a_closed_interaction_is_asked_about_with_everything_frozen(cast: Cast, settings: Any) -> None:
    go_live()
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "asked", "due")]
    invitation = Invitation.objects.get()
    assert bytes(invitation.token_hash) == hash_token(derive_token("answer", invitation.seed, settings.SECRET_KEY))
    assert (invitation.team_id, invitation.client_id) == (cast.desk.pk, cast.biology.pk)
    assert list(invitation.members.all()) == [cast.member] and invitation.contact == cast.contact
    assert invitation.about.startswith("your call on ") and "Projector" in invitation.about
    assert invitation.letter and invitation.letter.state == "queued"
    assert (counted("served"), counted("asked")) == (1, 1)
    interaction.refresh_from_db()
    assert not interaction.undecided
    run()
    assert Letter.objects.count() == 1 and counted("served") == 1


def test_without_a_go_live_moment_a_backlog_is_counted_and_nobody_is_asked(cast: Cast) -> None:
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "not_asked", "not_live")]
    go_live(go_live_at=now())
    run()
    assert Letter.objects.count() == 0 and counted("served") == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"contact": None}, "no_contact"),
        ({"ask": False}, "left_out"),
        ({"closed_at": now() - timedelta(days=10)}, "too_old"),
        ({"closed_at": now() - timedelta(days=40)}, "before_go_live"),
    ],
)
def test_why_not(cast: Cast, changes: dict[str, Any], reason: str) -> None:
    go_live()
    interaction = a_closed_interaction(cast, **changes)
    run()
    assert decisions_about(interaction) == [(1, "not_asked", reason)]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"email": ""}, "no_address"),
        ({"email": "not an address"}, "no_address"),
        ({"opted_out_at": now()}, "opted_out"),
        ({"bounced_at": now()}, "bounced"),
    ],
)
def test_a_contact_who_cannot_or_will_not_be_asked(cast: Cast, change: dict[str, Any], reason: str) -> None:
    go_live()
    Contact.objects.update(**change)
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "not_asked", reason)]


def test_without_mail_nobody_is_asked_and_the_reason_says_so(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = False
    go_live()
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "not_asked", "no_mail")]


def test_of_two_closings_in_an_hour_one_is_asked_about(cast: Cast) -> None:
    go_live()
    first, second = a_closed_interaction(cast, "1"), a_closed_interaction(cast, "2")
    run()
    reasons = {row[1:] for one in (first, second) for row in decisions_about(one)}
    assert reasons == {("asked", "due"), ("not_asked", "minimum")}
    assert Letter.objects.count() == 1


def test_sampling_leaves_some_out_and_keeps_the_probability(cast: Cast) -> None:
    go_live(sampling_rate=0.0)
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "not_asked", "sampled_out")]
    assert Decision.objects.get().probability == 0.0


def test_nothing_leaves_before_the_delay(cast: Cast) -> None:
    go_live(delay_minutes=60)
    interaction = a_closed_interaction(cast)
    run()
    assert decisions_about(interaction) == [(1, "waiting", "due")] and not Letter.objects.exists()
    Decision.objects.update(ask_at=now())
    run()
    assert decisions_about(interaction) == [(1, "waiting", "due")], "the rules say when, not the row alone"
    go_live(delay_minutes=0)
    Decision.objects.update(ask_at=now())
    run()
    assert decisions_about(interaction) == [(1, "asked", "due")]


def test_opened_again_while_it_waits(cast: Cast) -> None:
    go_live(delay_minutes=60)
    interaction = a_closed_interaction(cast)
    run()
    reopen(interaction)
    run()
    assert decisions_about(interaction) == [(1, "cancelled", "reopened")]
    go_live()
    close_again(interaction)
    run()
    assert decisions_about(interaction) == [(1, "cancelled", "reopened"), (2, "asked", "due")]
    assert counted("served") == 1


def test_opened_again_before_the_letter_left_takes_the_letter_back(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast)
    run()
    reopen(interaction)
    run()
    assert Letter.objects.get().state == "cancelled" and counted("asked") == 0
    close_again(interaction)
    run()
    assert [row[1] for row in decisions_about(interaction)] == ["cancelled", "asked"]
    assert Letter.objects.filter(state="queued").count() == 1 and (counted("asked"), counted("served")) == (1, 1)


def test_opened_again_after_the_letter_left_is_not_asked_twice(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast)
    run()
    Letter.objects.update(state="sent")
    reopen(interaction)
    run()
    close_again(interaction)
    run()
    assert decisions_about(interaction) == [(1, "asked", "due"), (2, "not_asked", "minimum")]


def test_an_answered_interaction_is_not_asked_again(cast: Cast) -> None:
    go_live(window_days=0, minimum_days=0)
    interaction = a_closed_interaction(cast)
    run()
    Letter.objects.update(state="sent")
    answer(Invitation.objects.get())
    reopen(interaction)
    close_again(interaction)
    run()
    assert decisions_about(interaction)[1] == (2, "not_asked", "answered")


def test_closings_that_nobody_saw_have_a_decision_too(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast, closings=3)
    run()
    early = ("cancelled", "reopened_early")
    assert decisions_about(interaction) == [(1, *early), (2, *early), (3, "asked", "due")]
    assert counted("served") == 1


def test_opting_out_drops_what_waits_and_takes_back_what_has_not_left(cast: Cast) -> None:
    go_live()
    first = a_closed_interaction(cast, "1")
    run()
    assert stop_asking(contact_id=cast.contact.pk, by=By("contact", cast.contact.pk))
    assert Letter.objects.get().state == "cancelled"
    assert decisions_about(first) == [(1, "not_asked", "opted_out")] and counted("asked") == 0
    assert not stop_asking(contact_id=cast.contact.pk, by=SYSTEM)
    assert ask_again(contact_id=cast.contact.pk, by=SYSTEM)
    assert Entry.objects.filter(kind__in=["contact.opted_out", "contact.opted_in"]).count() == 2


def test_a_letter_cancelled_by_hand_was_no_ask(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast)
    run()
    Letter.objects.update(state="cancelled")
    run()
    assert decisions_about(interaction) == [(1, "not_asked", "letter_cancelled")] and counted("asked") == 0


def test_trouble_with_one_ask_does_not_stop_the_next(cast: Cast, monkeypatch: Any) -> None:
    go_live()
    first, second = a_closed_interaction(cast, "1"), a_closed_interaction(cast, "2")
    written = invitations.write_ask

    def stumble(invitation: Invitation, *rest: Any) -> Any:
        if invitation.interaction_id == first.pk:
            raise KeyError("a fault")
        return written(invitation, *rest)

    monkeypatch.setattr(invitations, "write_ask", stumble)
    run()
    assert decisions_about(first) == [(1, "not_asked", "trouble")]
    assert decisions_about(second) == [(1, "asked", "due")] and Invitation.objects.count() == 1
