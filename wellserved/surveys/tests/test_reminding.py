"""One reminder at most, in the same thread, and none to whoever answered, opted out or was asked since."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.surveys.actions.stopping import stop_asking
from wellserved.surveys.models import Invitation, OptOut
from wellserved.surveys.rules.known import Policy
from wellserved.surveys.rules.quiet import may_write
from wellserved.surveys.rules.reminding import NEVER, Reminding, may_remind
from wellserved.surveys.tasks.asking import decide_asks, remind, send_due_asks
from wellserved.surveys.tests.asking import a_closed_interaction, answer, go_live, reopen

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
moments = st.integers(-60 * 24 * 20, 60 * 24 * 20).map(lambda minute: NOW + timedelta(minutes=minute))
known_asks = st.builds(
    Reminding,
    sent_at=st.none() | moments,
    on_its_way=st.booleans(),
    expires_at=moments,
    answered=st.booleans(),
    taken_back=st.booleans(),
    reminded=st.booleans(),
    unwanted=st.booleans(),
    reachable=st.booleans(),
    still_closed=st.booleans(),
    contacted_since=st.booleans(),
)
policies = st.builds(
    Policy,
    go_live_at=st.none(),
    remind_after=st.integers(0, 14).map(lambda days: timedelta(days=days)),
    quiet_from=st.sampled_from([time(20), time(12), time(0)]),
)


@given(known_asks, policies)
def test_nobody_is_reminded_whom_a_rule_protects(known: Reminding, policy: Policy) -> None:
    reminder = may_remind(known, policy, NOW)
    if reminder != NEVER:
        assert policy.remind_after and known.reachable and known.still_closed and known.expires_at > NOW
        assert not (known.answered or known.taken_back or known.reminded or known.unwanted or known.contacted_since)
    if reminder.now:
        assert known.sent_at and known.sent_at + policy.remind_after <= NOW and may_write(NOW, known.where, policy)
    if reminder.look_again_at:
        assert NOW < reminder.look_again_at < known.expires_at


@pytest.fixture
def asked(cast: Cast, settings: Any) -> Invitation:
    """Asked five days ago, by a letter that left, with a reminder after four."""
    settings.EMAIL_CONFIGURED = True
    go_live(remind_after_days=4)
    a_closed_interaction(cast)
    decide_asks()
    send_due_asks()
    then = now() - timedelta(days=5)
    Letter.objects.update(state="sent", sent_at=then)
    Invitation.objects.update(created_at=then, remind_at=now())
    return Invitation.objects.select_related("interaction").get()


def reminders() -> int:
    remind()
    return Letter.objects.filter(key__startswith="remind:").exclude(state="cancelled").count()


def test_one_second_letter_in_the_same_thread(asked: Invitation) -> None:
    assert reminders() == 1 == reminders()
    first, second = Letter.objects.order_by("pk")
    assert second.headers["In-Reply-To"] == second.headers["References"] == first.message_id
    assert second.subject == f"Re: {first.subject}" and "remind you this once only" in " ".join(second.text.split())
    assert first.headers["List-Unsubscribe"] == second.headers["List-Unsubscribe"]
    assert second.rests_from and second.not_after
    Invitation.objects.update(remind_at=now())
    Letter.objects.update(state="sent", sent_at=now())
    assert reminders() == 1


def test_off_by_default(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live()
    a_closed_interaction(cast)
    decide_asks()
    send_due_asks()
    assert Invitation.objects.get().remind_at is None


@pytest.mark.parametrize(
    "why", ["answered", "opted out", "no reminders", "expired", "reopened", "switched off", "late"]
)
def test_no_reminder(cast: Cast, asked: Invitation, why: str) -> None:
    if why == "answered":
        answer(asked)
    elif why == "opted out":
        stop_asking(contact_id=cast.contact.pk, by=SYSTEM)
    elif why == "no reminders":
        OptOut.objects.create(contact=cast.contact, kind=OptOut.Kind.REMINDERS)
    elif why == "expired":
        Invitation.objects.update(expires_at=now())
    elif why == "reopened" and asked.interaction:
        reopen(asked.interaction)
    elif why == "switched off":
        go_live(remind_after_days=0)
    elif why == "late":
        Letter.objects.update(sent_at=now() - timedelta(days=12))
    assert reminders() == 0 and Invitation.objects.get().remind_at is None


def test_an_answer_takes_back_a_reminder_that_still_waits(asked: Invitation) -> None:
    assert reminders() == 1
    answer(asked)
    assert reminders() == 0


def test_in_quiet_time_it_waits(asked: Invitation) -> None:
    hour = now()
    go_live(remind_after_days=4, quiet_from=time(), quiet_until=time(23, 59), ask_on_weekends=True)
    assert reminders() == 0
    later = Invitation.objects.get().remind_at
    assert later is not None and hour < later < hour + timedelta(days=1, minutes=1)
