"""The API says what the page says."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.insight.tests.world import a_month
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.measures import wilson
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn

TODAY = now().date()


def call(token: str, **query: Any) -> Any:
    return Browser().get(f"/api/v1/pulse?{urlencode(query)}", headers={"authorization": f"Bearer {token}"})


def test_the_figures_are_those_of_the_page(cast: Cast, api_token: str) -> None:
    a_month(cast, TODAY)
    got = call(api_token, team="service DESK").json()
    rate = wilson(8, 10)
    assert got["bullseye"] == {"estimate": 0.8, "low": rate.low, "high": rate.high, "n": 10}
    assert (got["n"], got["asked"], got["answered"], got["served"]) == (10, 11, 11, 11)
    assert got["one_sided"] == {"achieved": 0, "felt": 1}
    assert got["felt"]["mean"] == pytest.approx((9 * 5 + 2 * 2) / 11)
    assert (got["from"], got["to"], got["too_few"], got["waiting"]) == (None, None, False, 0)
    page = cast.browser("manager").get("/pulse/", {"team": cast.desk.pk}).content.decode()
    assert "80<sup>%</sup>" in page
    assert "between 49 and 94, of 10 answers" in page


def test_below_five_there_are_numbers_and_a_warning(cast: Cast, api_token: str) -> None:
    a_month(cast, TODAY)
    got = call(api_token, team=cast.networks.pk).json()
    assert (got["n"], got["too_few"], got["bullseye"]["estimate"]) == (3, True, 0.0)


def test_nothing_is_null_and_not_zero(cast: Cast, api_token: str) -> None:
    got = call(api_token, **{"from": "2020-01-01", "to": "2020-01-31"}).json()
    assert got["bullseye"] == {"estimate": None, "low": None, "high": None, "n": 0}
    assert got["felt"]["mean"] is None
    assert got["from"] == "2020-01-01"


def test_days_and_names_filter(cast: Cast, api_token: str) -> None:
    a_month(cast, TODAY)
    assert call(api_token, **{"from": TODAY, "to": TODAY}).json()["n"] == 13
    assert call(api_token, to="2020-01-01").json()["n"] == 0
    assert call(api_token, client="biology", service="passwords").json()["n"] == 10


@pytest.mark.parametrize("query", [{"team": "nobody"}, {"client": "999999"}, {"service": "x"}])
def test_an_unknown_name_is_a_404_problem(cast: Cast, api_token: str, query: dict[str, str]) -> None:
    answer = call(api_token, **query)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("query", [{"from": "soon"}, {"from": "2026-02-01", "to": "2026-01-01"}])
def test_days_that_are_none_are_a_422_problem(cast: Cast, api_token: str, query: dict[str, str]) -> None:
    assert call(api_token, **query).status_code == 422


def test_what_waits_to_be_counted_is_said(cast: Cast, api_token: str) -> None:
    add_deltas(deltas=[DeltaIn(TODAY, answered=1)] * 2)
    assert call(api_token).json()["waiting"] == 2


def test_a_members_key_belongs_to_no_team_and_sees_nothing(cast: Cast) -> None:
    a_month(cast, TODAY)
    ApiToken.objects.create(name="small", role="member", token_hash=hash_token("small"))
    assert call("small").json()["n"] == 0
    assert call("small", team="Service desk").status_code == 404
