"""A team that asks at most so many people a week: whom it draws, what it notes, and that it can be repeated."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from tests.cast import Cast
from wellserved.interactions.models import Interaction, Service
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.people.models import Client, Contact
from wellserved.surveys.actions.asking import ask_by_hand
from wellserved.surveys.models import AskPolicy, AskWeek, Decision, Invitation, TeamPolicy
from wellserved.surveys.queries.weeks import facts_of, plan_of
from wellserved.surveys.rules.budget import WHOLE, Line, draw, number_for
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks
from wellserved.surveys.tests.asking import a_closed_interaction, answer, close_again, go_live, reopen
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.models import Delta
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def people(count: int, at: Client) -> list[Contact]:
    return Contact.objects.bulk_create(
        [Contact(name=f"{at} {n}", email=f"{at.pk}-{n}@b.example", client=at) for n in range(count)]
    )


def all_come_by(cast: Cast, them: list[Contact], mark: str, **changes: Any) -> list[Interaction]:
    return [
        a_closed_interaction(cast, f"{mark}-{n}", contact=one, client=one.client, **changes)
        for n, one in enumerate(them)
    ]


def decide_all() -> None:
    while decide_asks():
        pass


def known_before(cast: Cast, client: Client, service: int, answers: int) -> None:
    """So many answered in the week before."""
    day = date(2026, 11, 11)
    place = {"team": cast.desk.pk, "service": service, "client": client.pk}
    add_deltas(deltas=[DeltaIn(day, served=1, asked=1, **place)] * max(answers, 20))
    add_deltas(
        deltas=[
            DeltaIn(day, answered=1, achieved_after=2, felt_after=5 if n % 3 else 4, **place) for n in range(answers)
        ]
    )
    fold_tallies()


def test_of_sixty_no_more_than_ten_are_asked_and_each_decision_says_the_chance(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=10)
        all_come_by(cast, people(60, cast.biology), "a")
        decide_all()
        send_due_asks()
    week = AskWeek.objects.get()
    assert (week.team_id, week.monday, week.budget, week.seen) == (cast.desk.pk, date(2026, 11, 16), 10, 60)
    drawn = Decision.objects.filter(week=week)
    assert all(0 < one.probability <= 1 for one in drawn if one.probability is not None)
    assert sum(round((one.probability or 0) * WHOLE) for one in drawn) == pytest.approx(week.laid, abs=60)
    asked = Invitation.objects.count()
    assert asked == week.asked == drawn.exclude(reason="not_drawn").count() <= 10
    out = drawn.filter(reason="not_drawn").first()
    assert out is not None
    assert out.detail["chance"].startswith("1 in ")
    assert Entry.objects.filter(kind="asking.week_planned").count() == 1
    weights = set(Invitation.objects.values_list("weight", flat=True))
    assert weights == {round(1000 / one.probability) for one in drawn.exclude(reason="not_drawn") if one.probability}


def test_whoever_comes_by_twice_has_one_chance_a_week_and_another_the_next(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=1, minimum_days=0, window_days=0)
        them = people(30, cast.biology)
        all_come_by(cast, them, "a")
        all_come_by(cast, them, "b")
        decide_all()
    assert Decision.objects.filter(reason="had_chance", probability=None).count() == 30
    assert AskWeek.objects.get().seen == 30
    with time_machine.travel(MONDAY + timedelta(days=8), tick=False):
        all_come_by(cast, them, "c")
        decide_all()
    assert sorted(AskWeek.objects.values_list("seen", flat=True)) == [30, 30]
    assert max(AskWeek.objects.values_list("asked", flat=True)) <= 1


def test_where_less_is_known_more_are_asked(cast: Cast) -> None:
    service = Service.objects.create(name="Phones")
    history = Client.objects.create(name="History")
    known_before(cast, cast.biology, service.pk, 60)
    known_before(cast, history, service.pk, 2)
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=12)
        all_come_by(cast, people(40, cast.biology), "a", service=service)
        all_come_by(cast, people(40, history), "b", service=service)
        decide_all()
    chances = {
        client: {d.probability for d in Decision.objects.filter(interaction__client=client)}
        for client in (cast.biology, history)
    }
    assert min(p or 0 for p in chances[history]) > 1.9 * max(p or 0 for p in chances[cast.biology])
    week = AskWeek.objects.get()
    plan, _ = plan_of(week)
    assert plan.weight((service.pk, cast.biology.pk)) >= 0.32
    assert week.asked <= 12


def test_what_happens_in_a_week_does_not_change_its_plan(cast: Cast) -> None:
    known_before(cast, cast.biology, 0, 10)
    before = facts_of(cast.desk.pk, date(2026, 11, 16))
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=5)
        all_come_by(cast, people(20, cast.biology), "a")
        decide_all()
        send_due_asks()
        for one in Invitation.objects.all():
            answer(one)
        add_deltas(deltas=[DeltaIn(date(2026, 11, 16), team=cast.desk.pk, answered=1, achieved_after=2, felt_after=5)])
        fold_tallies()
    assert facts_of(cast.desk.pk, date(2026, 11, 16)) == before


def test_a_draw_can_be_repeated_from_what_is_kept(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=7)
        for n in range(3):
            all_come_by(cast, people(15, Client.objects.create(name=f"Client {n}")), f"{n}")
            decide_all()
    week, line = AskWeek.objects.get(), Line()
    for one in Decision.objects.filter(week=week).order_by("pk"):
        number = number_for(week.seed, one.interaction_id, one.closing)
        chosen, line = draw(line, round((one.probability or 0) * WHOLE), number)
        assert chosen == (one.outcome == "waiting")
    assert line == Line(week.seen, week.laid, week.asked)


def test_who_was_drawn_stays_drawn_when_it_is_opened_again_and_closes(cast: Cast) -> None:
    with time_machine.travel(MONDAY + timedelta(days=4, hours=10), tick=False):  # of ten, five or six are drawn
        go_live(ask_at_most=9, delay_minutes=60)
        all_come_by(cast, people(10, cast.biology), "a")
        decide_all()
        drawn, out = (Decision.objects.filter(reason=reason).first() for reason in ("due", "not_drawn"))
        assert drawn
        assert out
        for one in (drawn, out):
            reopen(one.interaction)
        decide_all()
        for one in (drawn, out):
            close_again(one.interaction)
        decide_all()
    again = {one.interaction_id: one for one in Decision.objects.filter(closing=2)}
    assert again[drawn.interaction_id].outcome == "waiting"
    assert again[drawn.interaction_id].probability == drawn.probability
    assert again[out.interaction_id].reason == "had_chance"
    assert AskWeek.objects.get().seen == 10


def test_a_teams_own_budget_goes_before_that_of_all_and_no_budget_asks_everybody(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live()
        TeamPolicy.objects.create(team=cast.desk, ask_at_most=2)
        all_come_by(cast, people(12, cast.biology), "a")
        all_come_by(cast, people(12, Client.objects.create(name="Elsewhere")), "b", team=cast.networks)
        decide_all()
    assert Decision.objects.filter(team_id=cast.networks.pk, outcome="waiting", week=None).count() == 12
    assert Decision.objects.filter(team_id=cast.desk.pk, outcome="waiting").count() <= 2


def test_whom_somebody_asks_by_hand_stands_for_nobody_and_uses_no_budget(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=1)
        all_come_by(cast, people(20, cast.biology), "a")
        decide_all()
        out = Decision.objects.filter(reason="not_drawn").first()
        assert out is not None
        made = ask_by_hand(interaction=out.interaction, by=SYSTEM)
    assert made.weight == 0
    assert AskWeek.objects.get().asked <= 1


def test_sampling_and_a_budget_multiply(cast: Cast) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=5, sampling_rate=0.5)
        all_come_by(cast, people(40, cast.biology), "a")
        decide_all()
    week = AskWeek.objects.get()
    drawn = Decision.objects.filter(week=week)
    assert 5 < week.seen < 40
    assert sum((one.probability or 0) for one in drawn) == pytest.approx(week.laid / WHOLE / 2, rel=1e-6)


def test_a_hundred_ask_as_many_questions_of_the_database_as_ten(cast: Cast, django_assert_max_num_queries: Any) -> None:
    with time_machine.travel(MONDAY, tick=False):
        go_live(ask_at_most=5)
        all_come_by(cast, people(10, cast.biology), "a")
        decide_all()
        all_come_by(cast, people(100, Client.objects.create(name="Other")), "b")
        with django_assert_max_num_queries(30):
            decide_asks()
    assert AskPolicy.objects.get().ask_at_most == 5
    assert Delta.objects.filter(served=1).count() == 110
