"""A season through the real actions and the real outbox: who got a letter when, and what every closing was decided.

One short season of a crowd is in every run; `make torture` looks at hundreds.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.interactions.models import Interaction
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.actions import release_mail
from wellserved.mail.models import Letter
from wellserved.mail.tasks import send_letters
from wellserved.people.models import Contact
from wellserved.surveys.actions.asking import NotAskedError, ask_by_hand, do_not_ask
from wellserved.surveys.actions.stopping import ask_again, stop_asking
from wellserved.surveys.models import AskPolicy, Blackout, Decision, Invitation
from wellserved.surveys.tasks.asking import decide_asks, remind, send_due_asks, tidy_asks
from wellserved.surveys.tests.asking import a_closed_interaction, answer, close_again, reopen

BEGIN = datetime(2026, 9, 1, 6, tzinfo=UTC)
PAUSE = (BEGIN.date() + timedelta(days=8), BEGIN.date() + timedelta(days=12))
ZONES = ("Europe/Berlin", "America/New_York")
CROWD = 12  # who may be asked; after them a role's address, and somebody who serves
WHAT = ["close"] * 12 + ["reopen", "answer", "answer", "stop", "again", "by hand", "leave out"]
Happening = tuple[str, int]  # what happens, to whom
Step = tuple[int, list[Happening], bool, bool]  # hours that pass, what happens then, whether the worker and mail run


def a_season(random: Random, steps: int) -> list[Step]:
    return [
        (
            random.choice([4, 7, 11, 18, 26, 41, 60]),
            [(random.choice(WHAT), random.randrange(CROWD + 2)) for _ in range(6)],
            random.random() < 0.85,
            random.random() < 0.9,
        )
        for _ in range(steps)
    ]


def work(mail_works: bool) -> None:
    """What the worker does in a minute, and a letter may leave at any time."""
    while decide_asks():
        pass
    send_due_asks()
    remind()
    tidy_asks()
    if mail_works:
        while send_letters():
            pass


def act(what: str, contact: Contact, number: str, cast: Cast) -> None:
    about = Interaction.objects.filter(contact=contact).order_by("-pk").first()
    if what == "close":
        a_closed_interaction(cast, number, contact=contact, closed_at=now() - timedelta(minutes=1))
    elif what == "reopen" and about and about.closed_at:
        reopen(about)
    elif what == "reopen" and about:
        close_again(about)
    elif what == "answer":
        open_ask = Invitation.objects.filter(contact=contact, response=None, letter__state="sent").first()
        if open_ask:
            answer(open_ask)
    elif what == "stop":
        stop_asking(contact_id=contact.pk, by=SYSTEM)
    elif what == "again":
        ask_again(contact_id=contact.pk, by=SYSTEM)
    elif what == "by hand" and about:
        with contextlib.suppress(NotAskedError):
            ask_by_hand(interaction=about, by=cast.admin_by)
    elif what == "leave out" and about:
        do_not_ask(interaction=about, by=cast.admin_by)


@pytest.mark.django_db
@pytest.mark.parametrize(("seed", "remind_after"), [(1, 0), (2, 3)])
def test_a_season(cast: Cast, settings: Any, seed: int, remind_after: int) -> None:
    letters = live(cast, settings, a_season(Random(seed), 30), remind_after)
    assert letters > CROWD, "a season in which hardly anybody was asked shows nothing"


@pytest.mark.torture
@pytest.mark.django_db
@given(st.integers(0, 2**32), st.integers(10, 50), st.sampled_from([0, 3]))
@trying(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_many_seasons(cast: Cast, settings: Any, seed: int, steps: int, remind_after: int) -> None:
    with transaction.atomic():
        live(cast, settings, a_season(Random(seed), steps), remind_after)
        transaction.set_rollback(True)


def live(cast: Cast, settings: Any, steps: list[Step], remind_after: int) -> int:
    settings.EMAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    AskPolicy.objects.create(
        pk=1, go_live_at=BEGIN - timedelta(days=1), window_days=10, minimum_days=4, max_age_days=5,
        quiet_from=time(18), quiet_until=time(9), remind_after_days=remind_after,
    )  # fmt: skip
    Blackout.objects.create(name="Exams", first_day=PAUSE[0], last_day=PAUSE[1])
    people = [
        Contact.objects.create(name=f"Ann {number}", email=f"ann{number}@b.example", timezone=ZONES[number % 2])
        for number in range(CROWD)
    ]
    people += [
        Contact.objects.create(name="Helpdesk of Law", email="helpdesk@law.example"),
        Contact.objects.create(name="Milo", email="Milo@campus.example"),  # who serves
    ]
    moment, sent = BEGIN, {}
    release_mail(by=cast.admin_by)
    for number, (hours, happens, runs, mail_works) in enumerate([*steps, (30, [], True, True), (200, [], True, True)]):
        moment += timedelta(hours=hours)
        with time_machine.travel(moment, tick=False):
            for which, (what, whose) in enumerate(happens):
                act(what, people[whose], f"{number}-{which}", cast)
            if runs:
                work(mail_works)
        wanted = {person.pk for person in Contact.objects.filter(opted_out_at=None)}
        for invitation in Invitation.objects.select_related("letter", "reminder"):
            for letter in filter(None, (invitation.letter, invitation.reminder)):
                if letter.state == "sent" and letter.pk not in sent:
                    sent[letter.pk] = (letter.sent_at, invitation.contact_id, letter.key)
                    assert invitation.contact_id in wanted, "after opting out"
    look(sent, people)
    return len(sent)


def look(sent: dict[int, tuple[Any, Any, str]], people: list[Contact]) -> None:
    zones = {person.pk: ZoneInfo(person.timezone or "UTC") for person in people}
    asked = defaultdict(list)
    for at, contact_id, key in sent.values():
        assert contact_id in {person.pk for person in people[:CROWD]}, "a role's address, or one's own work"
        local = at.astimezone(zones[contact_id])
        assert local.weekday() < 5 and time(9) <= local.time() < time(18), local
        assert not PAUSE[0] <= local.date() <= PAUSE[1]
        if key.startswith("ask:"):
            asked[contact_id].append((at, key))
    by_hand = set(Decision.objects.filter(reason="by_hand").values_list("invitation__letter__key", flat=True))
    for those in asked.values():
        for (earlier, _), (later, key) in pairwise(sorted(those)):
            assert later - earlier >= timedelta(days=4 if key in by_hand else 10)
    decided = defaultdict(list)
    for decision in Decision.objects.order_by("closing"):
        decided[decision.interaction_id].append(decision.closing)
    for one in Interaction.objects.all():
        assert decided[one.pk] == list(range(1, one.closings + 1)), "every closing has exactly one decision"
    for invitation in Invitation.objects.exclude(reminder=None).select_related("letter", "reminder"):
        first, second = invitation.letter, invitation.reminder
        assert first and second and first.sent_at and second.headers["In-Reply-To"] == first.message_id
        assert second.sent_at is None or second.sent_at - first.sent_at >= timedelta(days=3)
    assert Letter.objects.filter(key__startswith="remind:").count() <= Invitation.objects.count()
