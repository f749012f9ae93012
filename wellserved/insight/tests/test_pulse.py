"""Pulse: who sees which figures, that they are the same everywhere, and that more data asks no more queries."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.insight import rules
from wellserved.insight.queries import pulse
from wellserved.insight.sheets import figures_table
from wellserved.insight.tests.world import a_month, answered
from wellserved.kit.clock import now
from wellserved.kit.tables import table_file
from wellserved.measures import wilson
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Client, Team
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

TODAY = now().date()
MONTH = rules.period("this-month", TODAY)


def seen_by(member: Any, **filters: Any) -> Any:
    return pulse(actor=actor_of_member(member), period=MONTH, **filters)


def test_a_manager_sees_all_and_a_lead_or_member_their_own_teams(cast: Cast) -> None:
    a_month(cast, TODAY)
    assert seen_by(cast.manager).total.n == 13
    assert seen_by(cast.lead).total.n == seen_by(cast.member).total.n == 10
    assert seen_by(cast.outsider).total.n == 3
    assert [group.name for group in seen_by(cast.manager).teams] == ["Networks", "Service desk"]
    assert [group.name for group in seen_by(cast.member).teams] == ["Service desk"]


def test_the_rate_is_over_answers_with_both_sides_and_one_sided_ones_are_shown(cast: Cast) -> None:
    a_month(cast, TODAY)
    total = seen_by(cast.member).total
    assert total.bullseye == wilson(8, 10)
    assert total.felt == wilson(9, 11)
    assert (total.answered, total.one_sided.felt, total.one_sided.achieved) == (11, 1, 0)


def test_a_team_beyond_ones_reach_is_not_found(cast: Cast) -> None:
    a_month(cast, TODAY)
    with pytest.raises(Http404):
        seen_by(cast.outsider, team=cast.desk.pk)
    for filters in ({"team": 10**9}, {"service": 10**9}, {"client": 10**9}):
        with pytest.raises(Http404):
            seen_by(cast.admin, **filters)


def test_filters_can_be_combined(cast: Cast) -> None:
    passwords = a_month(cast, TODAY)
    filters = {"team": cast.desk.pk, "service": passwords.pk, "client": cast.biology.pk}
    assert seen_by(cast.manager, **filters).total.bullseye == wilson(8, 10)
    assert seen_by(cast.manager, team=cast.networks.pk, client=cast.biology.pk).total.n == 0
    assert seen_by(cast.outsider, client=cast.biology.pk).total.n == 0


def test_what_lies_outside_the_period_does_not_count(cast: Cast) -> None:
    a_month(cast, date(TODAY.year - 1, 1, 15))
    seen = seen_by(cast.manager)
    assert not seen.total.anything
    assert not seen.teams


def test_what_waits_to_be_counted_is_said(cast: Cast) -> None:
    add_deltas(deltas=[DeltaIn(TODAY, answered=1)] * 3)
    assert seen_by(cast.manager).waiting == 3


def test_more_data_asks_no_more_queries(cast: Cast) -> None:
    a_month(cast, TODAY)
    with CaptureQueriesContext(
        connection,
    ) as few:
        seen_by(cast.manager)
    for i in range(30):
        team, client = Team.objects.create(name=f"Team {i}"), Client.objects.create(name=f"Client {i}")
        answered(TODAY - timedelta(days=i), 6, 2, 5, team=team.pk, client=client.pk)
    with CaptureQueriesContext(connection) as many:
        seen = seen_by(cast.manager)
    assert len(seen.clients) == 8
    assert seen.more_clients
    assert len(many) == len(few) <= 10


def test_the_sheet_has_the_pages_numbers_and_no_formulas(cast: Cast) -> None:
    cast.desk.name = "=1+1"
    cast.desk.save()
    a_month(cast, TODAY)
    rows = list(csv.DictReader(io.StringIO(table_file(figures_table(seen_by(cast.manager)), "csv").decode())))
    whole = rows[0]
    total = seen_by(cast.manager).total
    assert (whole["what"], whole["bullseye_n"], whole["answered"]) == ("all", "13", "14")
    assert float(whole["bullseye_low"]) == pytest.approx(total.bullseye.low, abs=1e-6)
    assert {row["name"] for row in rows if row["what"] == "team"} == {"'=1+1", "Networks"}
    assert [row["too_few"] for row in rows if row["name"] == "Networks"] == ["yes"]
    assert [row["what"] for row in rows if row["what"] == "week"] == ["week"]


def test_those_who_came_by_a_door_count_and_are_no_part_of_the_response_rate(cast: Cast) -> None:
    answered(TODAY, 4, 2, 5, team=cast.desk.pk)
    by_door = DeltaIn(TODAY, team=cast.desk.pk, answered=1, achieved_after=0, felt_after=1, came_by=1)
    add_deltas(deltas=[by_door] * 6)
    fold_tallies()
    period = rules.period("this-month", TODAY)
    every = pulse(actor=actor_of_member(cast.manager), period=period).total
    assert (every.n, every.asked, every.answered, every.by_doors) == (10, 4, 4, 6)
    assert every.bullseye.estimate == 0.4
    links = pulse(actor=actor_of_member(cast.manager), period=period, way=1).total
    assert (links.n, links.asked, links.by_doors, links.bullseye.estimate) == (6, 0, 6, 0.0)
    assert pulse(actor=actor_of_member(cast.manager), period=period, way=0).total.bullseye.estimate == 1.0
