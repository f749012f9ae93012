"""The sample year is the same for everybody, adds up, and never mixes with real people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import override_settings

from wellserved.accounts.models import Account
from wellserved.demo.actions import NotADemoError, RealDataError, build
from wellserved.demo.stories import STORIES
from wellserved.explanations.models import Explanation, Reaction, Sending
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.listening.models import CallLine, Sorted, Story, Theme
from wellserved.mail.models import Letter
from wellserved.passages.models import Passage
from wellserved.people.models import Client, Contact, Member, Team
from wellserved.promises.models import Promise
from wellserved.surveys.models import Decision, Invitation, Response
from wellserved.tallies.models import DayTally, Delta

pytestmark = pytest.mark.django_db


def test_only_a_demo_is_filled() -> None:
    with override_settings(DEMO=False), pytest.raises(NotADemoError):
        build()
    assert not Account.objects.exists()


@override_settings(DEMO=True)
def test_real_data_is_never_mixed_with_it() -> None:
    Client.objects.create(name="A real client")
    with pytest.raises(RealDataError):
        build()
    assert not Interaction.objects.exists()


@override_settings(DEMO=True)
def test_the_year_looks_like_a_help_desk_and_adds_up(django_assert_max_num_queries: Any) -> None:
    said: list[str] = []
    assert build(said.append)
    assert said
    assert Team.objects.count() == 8
    assert 40 <= Member.objects.count() <= 50
    assert 55 <= Client.objects.count() <= 65
    assert Contact.objects.count() == 2500
    assert 13_000 <= Interaction.objects.count() <= 15_000
    assert 4_500 <= Invitation.objects.count() <= 6_500
    answers, words = Response.objects.count(), Response.objects.exclude(words="")
    assert 1_600 <= answers <= 2_300
    assert 550 <= words.count() <= 850
    assert words.values("words").distinct().count() > 450
    assert not words.filter(words__contains="{").exists()
    assert Decision.objects.values("reason").distinct().count() >= 6
    # Every closing has its decision, and the tallies hold what the tables hold.
    closed = Interaction.objects.exclude(closed_at=None)
    assert not closed.filter(undecided=True).exists()
    assert not closed.filter(decisions=None).exists()
    assert not Delta.objects.exists()
    sums = {name: sum(DayTally.objects.values_list(name, flat=True)) for name in ("served", "asked", "answered")}
    assert sums == {
        "served": closed.count(),
        "asked": Invitation.objects.filter(came_by=0).count(),
        "answered": answers,
    }
    both = sum(DayTally.objects.values_list("both", flat=True))
    bullseyes = sum(DayTally.objects.values_list("bullseye", flat=True))
    assert both == Response.objects.exclude(achieved=None).exclude(felt=None).count()
    assert bullseyes == Response.objects.filter(achieved=2, felt=5).count()
    assert 0.58 < bullseyes / both < 0.75
    # A few wait, most were read; nothing has left and nothing will.
    waiting = Passage.objects.filter(read_at=None).exclude(words="", low=False)
    assert 5 <= waiting.count() <= 20
    assert Promise.objects.filter(state=Promise.State.OPEN).count() == 6
    themes = dict(Theme.objects.order_by("place").values_list("name", "decision"))
    assert list(themes.values()) == ["adjust", "keep", ""], "a board that is half done"
    assert Sorted.objects.values("theme").distinct().count() == 3
    assert CallLine.objects.filter(sorted=None, is_quote=True).count() >= 5
    assert Story.objects.filter(quote__contains="seven").count() == 1
    written = Letter.objects.filter(state=Letter.State.QUEUED, kind="ask").count()
    assert written + Decision.objects.filter(outcome=Decision.Outcome.WAITING).count() >= 5, "in quiet time they wait"
    stories = Response.objects.filter(words__in=[story.words for story in STORIES])
    assert stories.count() == len(STORIES)
    alert = Passage.objects.get(words="It works now, but nobody told me why it took four days.")
    assert (alert.low, alert.read_at, alert.reader and alert.reader.name) == (True, None, "Lena Hartwig")
    assert Letter.objects.filter(audience=Letter.Audience.STAFF, state=Letter.State.QUEUED).exists()
    late = Passage.objects.filter(read_at=None, read_by__lt=now()).exclude(words="", low=False)
    assert late.count() == 1
    states = sorted(Explanation.objects.values_list("state", flat=True))
    assert states == ["draft", "returned", "review", "sent", "sent", "sent"], "pages that explain, in every state"
    assert sorted(Reaction.objects.values_list("clear", "answered")) == [(True, False), (True, True), (True, True)]
    assert all(Sending.objects.values_list("pdf", flat=True))
    assert not Letter.objects.filter(kind__startswith="explanation", state=Letter.State.QUEUED).exists()
    # Nobody has a password, and a second call changes nothing.
    assert not any(account.has_usable_password() for account in Account.objects.all())
    assert build() is False
    assert Response.objects.count() == answers


@override_settings(DEMO=True)
def test_it_is_the_same_year_for_everybody(django_db_blocker: Any) -> None:
    from random import Random

    from wellserved.demo.roster import make_roster
    from wellserved.demo.year import make_year

    end = datetime(2026, 11, 20, 15, tzinfo=UTC)
    years = []
    for _ in range(2):
        random = Random(7)
        roster = make_roster(random)
        years.append(make_year(random, roster, end, "Europe/Dublin"))
    assert years[0] == years[1]
    assert all(case.opened_at <= end for case in years[0])
