"""Whatever the order of closings, reopenings and runs: one decision for each closing, and nobody asked too often."""

from __future__ import annotations

import threading
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connections
from django.db.models import Sum
from hypothesis import HealthCheck, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.interactions.models import Interaction
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.actions.asking import ask_by_hand, invite
from wellserved.surveys.actions.deciding import decide_batch
from wellserved.surveys.actions.stopping import stop_asking
from wellserved.surveys.models import Decision, Invitation, Response
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks
from wellserved.surveys.tests.asking import a_closed_interaction, answer, close_again, go_live, reopen
from wellserved.tallies.models import Delta

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["close", "reopen", "decide", "ask"] * 3 + ["sent", "answer", "opt out", "a week passes", "a week passes"]
        ),
        st.integers(0, 1),
    ),
    min_size=10,
    max_size=40,
)


FORTNIGHT = [("a week passes", 0)] * 2


def take(step: str, interaction: Interaction, contact: Contact) -> None:
    interaction.refresh_from_db()
    if step == "close" and interaction.closed_at is None:
        close_again(interaction)
    elif step == "reopen" and interaction.closed_at is not None:
        reopen(interaction)
    elif step == "decide":
        decide_asks()
    elif step == "ask":
        send_due_asks()
    elif step == "sent":
        Letter.objects.filter(state="queued").update(state="sent")
    elif step == "answer":
        invitation = Invitation.objects.filter(interaction=interaction, cancelled_at=None, response=None).first()
        if invitation and invitation.letter and invitation.letter.state == "sent":
            answer(invitation)
    elif step == "opt out":
        stop_asking(contact_id=contact.pk, by=SYSTEM)
    elif step == "a week passes":
        for model, name in ((Interaction, "closed_at"), (Invitation, "created_at"), (Decision, "ask_at")):
            for row in model.objects.exclude(**{name: None}):  # type: ignore[attr-defined]
                moved = getattr(row, name) - timedelta(days=7)
                model.objects.filter(pk=row.pk).update(**{name: moved})  # type: ignore[attr-defined]


@pytest.mark.django_db
@given(STEPS)
@example([("close", 0), ("decide", 0), ("ask", 0), ("reopen", 0)])
@example([("close", 0), ("decide", 0), ("ask", 0), ("sent", 0), *FORTNIGHT, ("close", 1), ("decide", 0), ("ask", 0)])
@trying(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_laws_hold_in_any_order(cast: Cast, settings: Any, steps: list[tuple[str, int]]) -> None:
    settings.EMAIL_CONFIGURED = True
    for model in (Response, Invitation, Decision, Letter, Delta, Interaction):
        model.objects.all().delete()  # type: ignore[attr-defined]
    Contact.objects.update(opted_out_at=None)
    go_live(go_live_at=now() - timedelta(days=1000), max_age_days=60)
    as_new: dict[str, Any] = {"closed_at": None, "closings": 0, "undecided": False}
    both = [a_closed_interaction(cast, str(number), **as_new) for number in range(2)]
    for step, which in [*steps, ("decide", 0), ("ask", 0)]:
        take(step, both[which], cast.contact)

    closings = {one.pk: one.closings for one in Interaction.objects.all()}
    decided = defaultdict(list)
    for decision in Decision.objects.order_by("closing"):
        decided[decision.interaction_id].append(decision.closing)
    assert {pk: decided[pk] for pk in closings} == {pk: list(range(1, n + 1)) for pk, n in closings.items()}

    asked = sorted(Invitation.objects.filter(cancelled_at=None).values_list("created_at", flat=True))
    assert all(later - earlier > timedelta(days=29, hours=23) for earlier, later in pairwise(asked))
    assert (Delta.objects.aggregate(n=Sum("asked"))["n"] or 0) == len(asked)
    served = Delta.objects.aggregate(n=Sum("served"))["n"] or 0
    seen_closed = {one.interaction_id for one in Decision.objects.exclude(reason="reopened_early")}
    assert served == len(seen_closed)
    letters = Letter.objects.exclude(state="cancelled").count()
    assert letters == len(asked)
    for unsent in Invitation.objects.filter(letter__state="queued").select_related("interaction", "decision"):
        assert unsent.interaction and unsent.interaction.closed_at, "an ask about what is open was not taken back"
        assert unsent.decision and unsent.decision.closing == unsent.interaction.closings
    if Contact.objects.get().opted_out_at:
        assert not Letter.objects.filter(state="queued").exists()


def at_once(*works: Any, workers: int = 2) -> None:
    """Run all of these, or one several times over, in threads with a connection each."""
    works = works if len(works) > 1 else works * workers
    barrier, wrong = threading.Barrier(len(works)), []

    def run(work: Any) -> None:
        barrier.wait()
        try:
            work()
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def until_nothing(task: Any) -> Any:
    def run() -> None:
        while task():
            pass

    return run


@pytest.mark.django_db(transaction=True)
def test_two_workers_ask_each_contact_once(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live()
    people = [Contact.objects.create(name=f"{n}", email=f"{n}@b.example") for n in range(15)]
    for number in range(45):  # three of each in a row, so that two workers meet over one contact
        a_closed_interaction(cast, str(number), contact=people[number // 3])
    at_once(until_nothing(decide_asks))
    assert Decision.objects.count() == 45 == Delta.objects.aggregate(n=Sum("served"))["n"]
    at_once(until_nothing(send_due_asks), workers=3)
    assert Letter.objects.count() == 15 == Invitation.objects.values("contact").distinct().count()
    assert Decision.objects.filter(reason="minimum").count() == 30


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "through the API"])
def test_an_ask_by_somebody_and_the_worker_meet_over_one_closing(cast: Cast, settings: Any, by_hand: bool) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live(sampling_rate=0.0)
    people = [Contact.objects.create(name=f"{n}", email=f"{n}@b.example") for n in range(40)]
    closed = [a_closed_interaction(cast, f"{number}", contact=one) for number, one in enumerate(people)]

    def ask() -> None:
        for interaction in closed:
            if by_hand:
                ask_by_hand(interaction=interaction, by=SYSTEM)
            else:
                invite(interaction=interaction, contact=interaction.contact, force=True, by=SYSTEM)

    at_once(ask, until_nothing(lambda: decide_batch(1)))
    assert set(Decision.objects.values_list("outcome", flat=True)) == {"asked"}
    assert Decision.objects.count() == 40 == Invitation.objects.filter(cancelled_at=None).count()
    assert Delta.objects.aggregate(served=Sum("served"), asked=Sum("asked")) == {"served": 40, "asked": 40}


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_letter_once(cast: Cast, settings: Any) -> None:
    from tests.servers.smtp import running_sink
    from wellserved.mail.actions import queue_letter
    from wellserved.mail.tasks import send_letters

    for number in range(60):
        queue_letter(
            key=str(number), kind="alert", audience="staff", to_email="a@b.example", subject=f"{number}", text="Hello"
        )
    with running_sink() as sink:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_CONFIGURED, settings.EMAIL_HOST, settings.EMAIL_PORT = True, sink.host, sink.port
        at_once(until_nothing(send_letters), workers=3)
        assert sorted(int(message["Subject"]) for message in sink.messages) == list(range(60))
    assert set(Letter.objects.values_list("state", flat=True)) == {"sent"}
