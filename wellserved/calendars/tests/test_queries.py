"""Whose hours hold: the team's, else everybody's, else office hours."""

from __future__ import annotations

from datetime import date

from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wellserved.calendars.models import WorkCalendar
from wellserved.calendars.queries import hours_for, hours_for_teams, public_holidays


def test_a_team_without_hours_of_its_own_has_everybodys(cast: Cast) -> None:
    assert hours_for(cast.desk.pk).week[0] == ((540, 1020),)
    WorkCalendar.objects.create(timezone="Europe/Berlin", hours={"0": [["08:00", "12:00"]]})
    WorkCalendar.objects.create(team=cast.networks, timezone="UTC", hours={"6": [["00:00", "24:00"]]})
    assert hours_for(cast.desk.pk).timezone == "Europe/Berlin"
    assert hours_for(cast.desk.pk).week[0] == ((480, 720),)
    assert hours_for(cast.networks.pk).week[6] == ((0, 1440),)
    assert hours_for(None).timezone == "Europe/Berlin"


def test_holidays_and_further_days_are_closed(cast: Cast) -> None:
    WorkCalendar.objects.create(country="DE", subdivision="BY", closed_days=["2026-12-31"])
    closed = hours_for(cast.desk.pk).closed
    assert date(2026, 1, 6) in closed  # Epiphany, in Bavaria
    assert date(2026, 12, 31) in closed
    assert date(2026, 12, 30) not in closed
    assert date(2026, 1, 6) not in public_holidays("DE", "BE", 2026)


def test_hours_of_many_teams_cost_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert set(hours_for_teams([cast.desk.pk, cast.networks.pk, 0])) == {cast.desk.pk, cast.networks.pk, 0}
