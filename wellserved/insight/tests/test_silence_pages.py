"""Silence: who sees whose silence, the same on page, table and API, in a fixed number of queries."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.insight.tests.world import answered
from wellserved.kit.clock import now
from wellserved.people.models import Client, Team
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

TODAY = now().date()


def silent(cast: Cast, times: int, **where: int) -> None:
    add_deltas(deltas=[DeltaIn(TODAY, served=1, asked=1, **where)] * times)
    fold_tallies()


def a_world(cast: Cast) -> None:
    """Of the desk 30 of 40 answered, of networks 5 of 60."""
    answered(TODAY, 30, 2, 5, team=cast.desk.pk, client=cast.biology.pk)
    silent(cast, 10, team=cast.desk.pk, client=cast.biology.pk)
    answered(TODAY, 5, 0, 2, team=cast.networks.pk)
    silent(cast, 55, team=cast.networks.pk)


def test_who_is_quieter_and_what_the_rate_would_be(cast: Cast) -> None:
    a_world(cast)
    page = cast.browser("manager").get("/silence/")
    assert page.status_code == 200
    seen = page.context["seen"]
    assert (seen.total.asked, seen.total.answered) == (100, 35)
    assert next((each.key, group.name) for each, group in seen.quieter) == ("team", "Networks")
    rate = seen.weighing.rates[0]
    assert rate.plain.n == 35
    assert round(rate.weighted.estimate, 3) == 0.4  # 40 of 100 were served by the desk
    assert "quieter" in page.content.decode()


def test_a_member_sees_their_own_teams_alone(cast: Cast) -> None:
    a_world(cast)
    seen = cast.browser("member").get("/silence/").context["seen"]
    assert (seen.total.asked, seen.total.answered) == (40, 30)
    assert cast.browser("outsider").get(f"/silence/?team={cast.desk.pk}").status_code == 404
    assert cast.browser("manager").get(f"/silence/?team={cast.desk.pk}").context["seen"].total.asked == 40
    for query in ("team=x", "from=x", "team=9999999"):
        assert cast.browser("manager").get(f"/silence/?{query}").status_code == 404


def test_nobody_asked_is_said(cast: Cast) -> None:
    assert "Nobody was asked in this period" in cast.browser("member").get("/silence/").content.decode()


def test_page_table_and_program_say_the_same(cast: Cast, api_token: str) -> None:
    a_world(cast)
    rows = list(csv.DictReader(io.StringIO(cast.browser("manager").get("/silence/figures.csv").content.decode())))
    headers = {"HTTP_AUTHORIZATION": f"Bearer {api_token}"}
    said = json.loads(Browser().get("/api/v1/silence", **headers).content)
    assert rows[0]["answered"] == str(said["all"]["answered"]) == "35"
    weighted = next(row for row in rows if row["what"] == "bullseye weighted")
    assert abs(float(weighted["rate"]) - said["rates"][0]["weighted"]["estimate"]) < 1e-6
    assert Browser().get("/api/v1/silence?from=2026-02-02&to=2026-01-01", **headers).status_code == 422


def test_more_data_asks_no_more_queries(cast: Cast) -> None:
    a_world(cast)
    few = queries_of(cast.browser("manager"), "/silence/")
    for i in range(20):
        team, client = Team.objects.create(name=f"Team {i}"), Client.objects.create(name=f"Client {i}")
        answered(TODAY - timedelta(days=i), 2, 2, 5, team=team.pk, client=client.pk)
    assert queries_of(cast.browser("manager"), "/silence/") == few <= 16
