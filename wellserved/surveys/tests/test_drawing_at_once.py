"""A program that asks right after a closing gets its answer at once: the place in the week's draw is taken then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.interactions.models import Interaction
from wellserved.journal.shapes import SYSTEM
from wellserved.people.models import Contact
from wellserved.surveys.actions.asking import NotAskedError, do_not_ask, invite
from wellserved.surveys.models import AskWeek, Decision, Invitation, TeamPolicy
from wellserved.surveys.tests.asking import a_closed_interaction, decisions_about, go_live
from wellserved.surveys.tests.test_budgets import MONDAY, all_come_by, decide_all, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def asked_for(interaction: Interaction, *, send: bool = False) -> str:
    """What the API answers: "asked", or why not."""
    try:
        invite(interaction=interaction, contact=interaction.contact, force=False, by=SYSTEM, send=send)
    except NotAskedError as refused:
        return refused.verdict.reason
    return "asked"


def test_right_after_a_closing_the_draw_is_made_and_it_is_made_once(cast: Cast) -> None:
    with time_machine.travel(MONDAY + timedelta(days=4, hours=10), tick=False):  # some of them are drawn for certain
        go_live(ask_at_most=12)
        things = all_come_by(cast, people(30, cast.biology), "a")
        first = [asked_for(one) for one in things]
        assert set(first) == {"asked", "not_drawn"}
        again = [asked_for(one) for one in things]
        assert again == ["pending" if said == "asked" else "not_drawn" for said in first]
        decide_all()
    week = AskWeek.objects.get()
    assert week.seen == 30 == Decision.objects.filter(week=week).count()
    assert first.count("asked") == week.asked == Invitation.objects.count() <= 12
    assert not Interaction.objects.filter(undecided=True).exists()
    drawn = Invitation.objects.select_related("decision").get(interaction=things[first.index("asked")])
    assert drawn.decision and drawn.decision.probability and drawn.weight == round(1000 / drawn.decision.probability)


def test_an_integration_needs_no_address_and_no_mail(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = False
    with time_machine.travel(MONDAY + timedelta(days=4, hours=10), tick=False):
        go_live(ask_at_most=50)
        silent = Contact.objects.create(name="No address", client=cast.biology)
        known_late = a_closed_interaction(cast, "late", contact=silent)
        decide_all()
        assert decisions_about(known_late) == [(1, "not_asked", "no_address")]
        assert asked_for(known_late) in ("asked", "not_drawn")  # they had no chance yet: it is now
        other = Contact.objects.create(name="Neither", client=cast.biology)
        assert asked_for(a_closed_interaction(cast, "new", contact=other)) in ("asked", "not_drawn")
        assert asked_for(known_late, send=True) in ("pending", "not_drawn", "no_address")
    assert AskWeek.objects.get().seen == 2


def test_who_is_about_to_be_asked_elsewhere_is_not_drawn_and_who_was_drawn_keeps_their_place(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(delay_minutes=60)
        TeamPolicy.objects.create(team=cast.networks, ask_at_most=400, delay_minutes=600)
        bea, ann = people(2, cast.biology)
        a_closed_interaction(cast, "desk", contact=bea)
        drawn = a_closed_interaction(cast, "networks", contact=ann, team=cast.networks)
        decide_all()
        assert decisions_about(drawn)[0][1] in ("waiting", "not_asked")
        Decision.objects.filter(interaction=drawn).update(outcome="waiting", reason="due")
        later = a_closed_interaction(cast, "networks again", contact=bea, team=cast.networks)
        other = a_closed_interaction(cast, "desk again", contact=ann)
        decide_all()
    assert decisions_about(later) == [(1, "not_asked", "another_waits")]
    assert decisions_about(other) == [(1, "not_asked", "another_waits")]
    assert AskWeek.objects.get().seen == 1, "they cost the week no place"


def test_two_closings_of_one_person_that_are_looked_at_together(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(delay_minutes=60)
        TeamPolicy.objects.create(team=cast.networks, ask_at_most=400)
        limited = a_closed_interaction(cast, "networks", team=cast.networks)
        usual = a_closed_interaction(cast, "desk")
        decide_all()
    assert decisions_about(usual) == [(1, "waiting", "due")]
    assert decisions_about(limited) == [(1, "not_asked", "another_waits")]
    assert not AskWeek.objects.exists()


@pytest.mark.parametrize("most", [None, 50])
def test_what_somebody_left_out_by_hand_no_program_asks_about_without_force(cast: Cast, most: int | None) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=most)
        interaction = a_closed_interaction(cast)
        do_not_ask(interaction=interaction, by=cast.admin_by)
        assert asked_for(interaction) == "by_hand_not"
