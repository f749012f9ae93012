"""Nobody reports to themselves, whatever is changed in whatever order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.people import actions
from wellserved.people.models import Member
from wellserved.people.queries import lead_of, manager_of
from wellserved.people.rules import closes_a_circle

PEOPLE = st.integers(0, 7)


@given(st.lists(st.tuples(PEOPLE, st.none() | PEOPLE), max_size=60))
def test_lines_that_are_checked_before_they_are_drawn_never_make_a_circle(wishes: list[tuple[int, int | None]]) -> None:
    reports_to: dict[int, int | None] = dict.fromkeys(range(8))
    for member, manager in wishes:
        if not closes_a_circle(reports_to, member, manager):
            reports_to[member] = manager
        for somebody in reports_to:
            above, steps = reports_to[somebody], 0
            while above is not None:
                assert above != somebody
                above, steps = reports_to[above], steps + 1
                assert steps <= len(reports_to)


@given(st.dictionaries(PEOPLE, st.none() | PEOPLE), PEOPLE, st.none() | PEOPLE)
def test_the_question_ends_even_where_somebody_drew_a_circle_by_hand(
    drawn: dict[int, int | None], member: int, manager: int | None
) -> None:
    assert closes_a_circle(drawn, member, manager) in (True, False)


def test_the_boss_cannot_report_to_their_own_people(cast: Cast) -> None:
    said = {"name": "Ada Admin", "email": "ada@campus.example", "external_name": ""}
    for below in (cast.member, cast.lead, cast.manager, cast.admin):
        with pytest.raises(ValueError, match="circle"):
            actions.edit_member(member_id=cast.admin.pk, **said, reports_to=below, by=cast.admin_by)
    cast.admin.refresh_from_db()
    assert cast.admin.reports_to is None


def test_praise_goes_past_a_manager_who_has_left(cast: Cast) -> None:
    assert manager_of(cast.member.pk) == cast.lead
    assert lead_of(cast.desk.pk) == cast.lead
    actions.leave_house(member_id=cast.lead.pk, by=cast.admin_by)
    assert manager_of(cast.member.pk) == cast.manager
    assert lead_of(cast.desk.pk) is None
    assert manager_of(cast.admin.pk) is None
    Member.objects.filter(pk=cast.admin.pk).update(left_at=cast.admin.created_at)
    Member.objects.filter(pk=cast.manager.pk).update(left_at=cast.admin.created_at)
    assert manager_of(cast.member.pk) is None
