"""A round comes again by the calendar, can be handed on, and opens with what the last one promised."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.planning import drop_round
from wellserved.listening.actions.repeating import plan_due_rounds, plan_next_round, repeat_round
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.models import Call, Repeating, Round, Theme
from wellserved.listening.queries.before import before
from wellserved.listening.queries.rounds import rounds_to_begin
from wellserved.listening.rules.repeating import next_start, read_days
from wellserved.listening.tests.decided import a_decided_round
from wellserved.listening.tests.spoken import hold, line_ids
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Team
from wellserved.promises.actions import break_promise, keep_promise


def repeats(cast: Cast, one: Round, **otherwise: Any) -> Repeating:
    how = {"unit": "weeks", "every": 4, "days": [], "team_ids": [cast.desk.pk], **otherwise}
    return repeat_round(round_id=one.pk, **how, member=cast.lead, by=cast.admin_by)


def move_to(row: Repeating, first: date) -> None:
    Repeating.objects.filter(pk=row.pk).update(starts_on=first, anchor=first)


@given(
    st.sampled_from(["weeks", "months", "days"]),
    st.integers(1, 30),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(0, 4000),
)
def test_the_next_round_is_always_ahead_and_on_a_working_day(unit: str, every: int, anchor: date, later: int) -> None:
    days, after = [[2, 29], [10, 1]], anchor + timedelta(days=later)
    found = next_start(unit, every, days, anchor, after)
    longest = {"weeks": 7 * every, "months": 31 * every, "days": 366}[unit] + 3
    assert after < found <= after + timedelta(days=longest + (7 * every if unit == "weeks" else 31 * every))
    assert found.weekday() < 5
    assert next_start(unit, every, days, anchor, found - timedelta(days=1)) == found


@pytest.mark.parametrize(
    ("anchor", "after", "expected"),
    [
        (date(2026, 8, 31), date(2026, 11, 2), date(2026, 11, 30)),
        (date(2026, 8, 31), date(2026, 11, 30), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 8, 31), date(2027, 3, 1), date(2027, 5, 31)),  # the 31st again
    ],
)
def test_the_last_of_a_month_stays_the_last(anchor: date, after: date, expected: date) -> None:
    assert next_start("months", 3, [], anchor, after) == expected


@pytest.mark.parametrize(
    "text", ["", "40 March", "March", "1 Blue", "1 March, x", ", ".join(f"{n} May" for n in range(1, 9))]
)
def test_days_of_the_year_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="such as"):
        read_days(text)


def test_days_are_read_as_people_write_them() -> None:
    assert read_days("1 October and March 1; 29 Feb") == [[2, 29], [3, 1], [10, 1]]


def test_the_calendar_plans_it_before_and_never_begins_it(cast: Cast) -> None:
    one = a_decided_round(cast)
    row = repeats(cast, one)
    assert plan_due_rounds() == 0, "it is four weeks away"
    soon = now().date() + timedelta(days=10)
    move_to(row, soon)
    assert (plan_due_rounds(), plan_due_rounds()) == (1, 0)
    planned = Round.objects.get(follows=one)
    assert (planned.state, planned.first_day, planned.by_calendar) == (Round.State.PLANNED, soon, True)
    assert planned.last_day - planned.first_day == one.last_day - one.first_day
    assert list(planned.teams.all()) == [cast.desk] and planned.questions == one.questions
    assert not Call.objects.filter(round=planned).exists()
    row.refresh_from_db()
    assert row.round == planned and row.starts_on > planned.first_day
    assert [found.pk for found in rounds_to_begin(actor_of_member(cast.lead))] == [planned.pk]
    assert not rounds_to_begin(actor_of_member(cast.member)).exists()
    assert "is planned. Will you begin it?" in cast.browser("lead").get("/").content.decode()
    # Dropped, this one does not come; the one after it does.
    drop_round(round_id=planned.pk, by=cast.admin_by)
    row.refresh_from_db()
    assert row.round == one


def test_after_a_long_rest_one_is_planned_and_not_all_that_were_missed(cast: Cast) -> None:
    row = repeats(cast, a_decided_round(cast), every=1)
    move_to(row, now().date() - timedelta(days=200))
    assert plan_due_rounds() == 1
    assert Round.objects.get(by_calendar=True).first_day > now().date()


def test_another_team_takes_it_over(cast: Cast) -> None:
    one = a_decided_round(cast)
    manager = cast.browser("manager")
    said = {"unit": "days", "every": 1, "days": "1 March, 1 October", "teams": [cast.networks.pk], "do": "repeat"}
    assert "The next begins on" in manager.post(f"/rounds/{one.pk}/next/", said, follow=True).content.decode()
    assert manager.post(f"/rounds/{one.pk}/next/", {**said, "days": "soon"}).status_code == 422
    manager.post(f"/rounds/{one.pk}/next/", {**said, "do": "now"})
    planned = Round.objects.get(follows=one)
    assert list(planned.teams.all()) == [cast.networks] and not planned.by_calendar
    assert "planned already" in manager.post(f"/rounds/{one.pk}/next/", said, follow=True).content.decode()
    assert cast.browser("lead").get(f"/rounds/{planned.pk}/").status_code == 404
    assert "Last time we promised one thing" in manager.get(f"/rounds/{planned.pk}/").content.decode()
    assert {"round.repeats", "round.planned"} <= set(Entry.objects.values_list("kind", flat=True))


def test_without_a_team_nothing_comes_any_more(cast: Cast) -> None:
    row = repeats(cast, a_decided_round(cast))
    move_to(row, now().date() + timedelta(days=3))
    Team.objects.update(archived_at=now())
    assert plan_due_rounds() == 0
    assert not Repeating.objects.exists() and Entry.objects.filter(kind="round.repeats_no_more").exists()


def test_it_opens_with_what_became_of_the_last_ones_promises(cast: Cast) -> None:
    one = a_decided_round(cast)
    again = plan_next_round(round_id=one.pk, team_ids=[cast.desk.pk], member=cast.lead, by=cast.admin_by)
    promise = Theme.objects.get(name="Opening hours").promise
    assert promise is not None
    for act, state in ((None, "going_on"), (keep_promise, "done")):
        if act is not None:
            act(promise_id=promise.pk, by=cast.admin_by)
        found = before(again)
        assert found is not None
        counts = {name: getattr(found, name) for name in ("done", "late", "dropped", "going_on")}
        assert counts == {**dict.fromkeys(counts, 0), state: 1}


def test_a_promise_that_was_dropped_is_told_as_one(cast: Cast) -> None:
    one = a_decided_round(cast)
    again = plan_next_round(round_id=one.pk, team_ids=[cast.desk.pk], member=cast.lead, by=cast.admin_by)
    promise = Theme.objects.get(name="Opening hours").promise
    assert promise is not None
    break_promise(promise_id=promise.pk, word="Nobody has a key", by=cast.admin_by)
    page = cast.browser("lead").get(f"/rounds/{again.pk}/before/").content.decode()
    assert "1 dropped" in page and "Nobody has a key" in page
    assert "They do not bite" not in page and "you open at nine" not in page, "nobody's words"


def test_the_themes_of_both_stand_side_by_side(cast: Cast) -> None:
    one = a_decided_round(cast)
    again = plan_next_round(round_id=one.pk, team_ids=[cast.desk.pk], member=cast.lead, by=cast.admin_by)
    Round.objects.filter(pk=again.pk).update(state=Round.State.RUNNING)
    contact = one.calls.filter(state=Call.State.DRAWN)[0].contact
    assert contact is not None
    hold(Call.objects.create(round=again, member=cast.member, contact=contact, drawn_id=contact.pk, place=1))
    make_theme(round_id=again.pk, name="the walk-up DESK", by=cast.admin_by, line_ids=line_ids(again, question=1))
    found = before(Round.objects.get(pk=again.pk))
    assert found is not None and found.spoke == (2, 1)
    moved = {question: {(one.name, one.before, one.now) for one in themes} for question, themes in found.questions}
    assert moved[again.questions[1]] == {("the walk-up DESK", 2, 1)}
    assert moved[again.questions[2]] == {("Opening hours", 1, None)}
    assert "2 of 2" in cast.browser("member").get(f"/rounds/{again.pk}/before/").content.decode()
