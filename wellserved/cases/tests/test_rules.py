"""The law of cases: moves, clocks, with whom a case rests, second chances."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.calendars.rules import add_business_hours, business_time_between
from wellserved.calendars.shapes import BusinessHours
from wellserved.calendars.tests.test_rules import calendars, moments
from wellserved.cases.rules import chances, clocks, moving
from wellserved.cases.rules.moving import STATES, NotNowError
from wellserved.cases.rules.reaching import Person, may_close, next_above, rests_with

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
MOVES = {
    "acknowledge": lambda state, kind: moving.acknowledged(state),
    "investigate": lambda state, kind: moving.investigated(state),
    "answer": moving.answered,
    "close": lambda state, kind: moving.closed(state, "process", ""),
    "reopen": lambda state, kind: moving.reopened(state, NOW, NOW),
}


@given(st.sampled_from(sorted(MOVES)), st.sampled_from(STATES), st.sampled_from(["complaint", "question", "change"]))
def test_a_move_leads_to_one_state_or_nowhere(move: str, state: str, kind: str) -> None:
    try:
        there = MOVES[move](state, kind)
    except NotNowError:
        return
    assert there in STATES
    if move != "reopen":
        assert STATES.index(there) >= STATES.index(state)


@given(st.sampled_from(STATES), st.sampled_from(["person", "process", "tool", "policy", "nobody", ""]), st.text())
def test_nothing_is_closed_without_a_cause_or_unanswered_without_a_word(state: str, cause: str, why: str) -> None:
    try:
        moving.closed(state, cause, why)
    except NotNowError:
        return
    assert cause and (state == "answered" or (cause == "nobody" and why.strip()))


def test_a_complaint_is_acknowledged_before_it_is_answered_and_a_question_need_not_be() -> None:
    assert moving.answered("received", "question") == "answered"
    with pytest.raises(NotNowError):
        moving.answered("received", "complaint")


@pytest.mark.parametrize(("days", "may"), [(0, True), (60, True), (61, False)])
def test_they_may_open_it_again_for_sixty_days(days: int, may: bool) -> None:
    assert moving.may_reopen("closed", NOW - timedelta(days=days), NOW) is may
    assert moving.may_reopen("answered", None, NOW)
    assert not moving.may_reopen("investigating", None, NOW)


@given(moments, st.integers(1, 60), st.integers(0, 400), st.integers(0, 400), calendars())
def test_a_pause_takes_nothing_from_a_clock(
    start: datetime, hours: int, before: int, pause: int, calendar: BusinessHours
) -> None:
    """However long they were asked something: what was left of it is left afterwards."""
    due = add_business_hours(start, hours, calendar)
    paused = start + timedelta(hours=before)
    resumed = paused + timedelta(hours=pause)
    moved = clocks.due_after_pause(due, paused, resumed, calendar)
    if due <= paused:
        assert moved == due
    else:
        assert moved >= due or business_time_between(moved, due, calendar) == timedelta()
        left = business_time_between(paused, due, calendar)
        assert business_time_between(resumed, moved, calendar) == left


@given(moments, st.integers(0, 60 * 24 * 40), calendars())
def test_what_is_late_is_told_in_steps_and_never_less(due: datetime, minutes: int, calendar: BusinessHours) -> None:
    later = due + timedelta(minutes=minutes)
    reached = clocks.level(due, later, calendar)
    assert reached >= clocks.level(due, later - timedelta(hours=5), calendar)
    assert (reached == 0) == (later <= due)


@given(moments, st.integers(0, 3), calendars())
def test_the_next_look_is_when_the_next_step_is_due(due: datetime, told: int, calendar: BusinessHours) -> None:
    clock = clocks.Clock(clocks.ANSWER, due, told)
    at = clocks.next_level_at(clock, calendar)
    assert clocks.level(due, at - timedelta(seconds=1), calendar) <= told
    worked = add_business_hours(at, 0.001, calendar) + timedelta(seconds=5)
    assert clocks.level(due, worked, calendar) > told


def test_nothing_is_looked_at_again_once_no_clock_runs() -> None:
    calendar = BusinessHours("UTC", (((540, 1020),),) * 5 + ((), ()))
    closed = clocks.Clocks("closed", NOW, NOW)
    assert clocks.look_at(closed, calendar) is None
    paused = clocks.Clocks("received", NOW, NOW, paused_at=NOW, paused_until=NOW + timedelta(days=9))
    assert clocks.look_at(paused, calendar) == NOW + timedelta(days=9)
    assert list(paused.running()) == []


def house(*roles: str, gone: frozenset[int] = frozenset()) -> dict[int, Person]:
    """Each reports to the one before: 1 is on top."""
    return {n: Person(n, role, n - 1 or None, n not in gone) for n, role in enumerate(roles, start=1)}


HOUSE = house("admin", "manager", "lead", "member")


@pytest.mark.parametrize(
    ("concerned", "above", "who"),
    [
        (set(), False, 3),
        ({4}, False, 3),  # about a member: their lead
        ({3}, False, 2),  # about the lead: past them
        ({2}, False, 1),  # about the manager: past them, and past the lead who reports to them
        ({3, 2}, False, 1),
        (set(), True, 2),  # written above the team
        ({2}, True, 1),
        ({1}, False, 3),  # about the admin on top: nobody is above them, and everybody reports to them
    ],
)
def test_a_case_rests_with_whoever_is_not_concerned(concerned: set[int], above: bool, who: int) -> None:
    if concerned == {1}:
        assert rests_with([3], concerned, HOUSE, above=above) == 2  # a manager at least
    else:
        assert rests_with([3], concerned, HOUSE, above=above) == who


def test_who_has_left_is_passed_by() -> None:
    assert rests_with([3], set(), house("admin", "manager", "lead", "member", gone=frozenset({3}))) == 2
    assert rests_with([], set(), HOUSE) == 2
    assert next_above(3, {2}, HOUSE) == 1


people = st.dictionaries(
    st.integers(1, 7),
    st.tuples(st.sampled_from(["member", "lead", "manager", "admin"]), st.integers(0, 7), st.booleans()),
    min_size=1,
)


@given(people, st.lists(st.integers(1, 7), max_size=3), st.sets(st.integers(1, 7)), st.booleans())
def test_it_never_rests_with_anybody_it_is_about(
    rows: dict[int, tuple[str, int, bool]], leads: list[int], concerned: set[int], above: bool
) -> None:
    everybody = {n: Person(n, role, boss or None, here) for n, (role, boss, here) in rows.items()}
    found = rests_with(leads, concerned, everybody, above=above)
    assert found is None or (found not in concerned and everybody[found].here)
    if above:
        assert found is None or found not in leads
    higher = next_above(found, concerned, everybody)
    assert higher is None or higher not in concerned


def test_only_with_whom_it_rests_closes_what_was_written_above_the_team() -> None:
    assert may_close(above_team=False, lead=None, member=9)
    assert may_close(above_team=True, lead=2, member=2)
    assert not may_close(above_team=True, lead=2, member=3)
    assert not may_close(above_team=True, lead=None, member=None)


@pytest.mark.parametrize(
    ("achieved", "felt", "said"),
    [
        (2, 5, "recovered"), (1, 4, "recovered"), (None, 4, "recovered"), (2, None, "recovered"),
        (2, 3, "lost"), (0, 5, "lost"), (None, 1, "lost"), (1, None, "lost"), (None, None, "waiting"),
    ],
)  # fmt: skip
def test_how_the_next_time_went(achieved: int | None, felt: int | None, said: str) -> None:
    assert chances.outcome(achieved, felt) == said


def test_a_second_chance_lapses_after_a_year() -> None:
    assert not chances.has_lapsed(NOW - timedelta(days=364), NOW)
    assert chances.has_lapsed(NOW - timedelta(days=365), NOW)
