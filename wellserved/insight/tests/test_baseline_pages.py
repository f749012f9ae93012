"""A client's months as somebody reads them: whose answers they hold, what is said, and that it costs one query."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.insight.baselines.rules import months_back
from wellserved.insight.charts import easel
from wellserved.kit.clock import now
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies


@pytest.fixture(autouse=True)
def no_easel(monkeypatch: pytest.MonkeyPatch) -> None:
    """The drawing itself is tested in test_charts; here it costs a process."""
    monkeypatch.setattr(easel._easel, "draw", lambda _asked: None)


def months(team: int, client: int, *each: tuple[int, int]) -> None:
    """Each month before this one: so many bullseyes of so many answers."""
    this = now().date().replace(day=1)
    for i, (hits, n) in enumerate(each):
        day = months_back(this, len(each) - i)
        add_deltas(deltas=[_answer(day, team, client, k < hits) for k in range(n)])
    fold_tallies()


def _answer(day: date, team: int, client: int, hit: bool) -> DeltaIn:
    felt = 5 if hit else 3
    return DeltaIn(day, team=team, client=client, asked=1, answered=1, achieved_after=2, felt_after=felt)


def read(browser: Browser, cast: Cast) -> str:
    return browser.get(f"/clients/{cast.biology.pk}/months/").content.decode()


def test_a_lead_sees_when_it_shifted_among_the_answers_about_their_own_teams(cast: Cast) -> None:
    months(cast.desk.pk, cast.biology.pk, *[(19, 20)] * 14, (5, 20), (6, 20))
    months(cast.networks.pk, cast.biology.pk, *[(10, 10)] * 16)
    page = read(cast.browser("lead"), cast)
    assert "fewer bullseyes than was usual" in page
    assert "about once in nine years" in page
    assert 'aria-current="page">By month' in page
    assert page.count('<td class="n">20</td>') == 16
    assert read(cast.browser("manager"), cast).count('<td class="n">30</td>') == 16


def test_an_empty_page_says_what_will_be_here(cast: Cast) -> None:
    assert "Nobody there has answered yet" in read(cast.browser("lead"), cast)


def test_the_months_can_be_taken_away(cast: Cast) -> None:
    months(cast.desk.pk, cast.biology.pk, *[(9, 10)] * 3)
    sheet = cast.browser("lead").get(f"/clients/{cast.biology.pk}/months.csv").content.decode().splitlines()
    assert len(sheet) == 4
    assert ",0.9," in sheet[1]


def test_more_years_ask_no_more_queries(cast: Cast) -> None:
    lead = cast.browser("lead")
    months(cast.desk.pk, cast.biology.pk, (9, 10), (9, 10))
    few = queries_of(lead, f"/clients/{cast.biology.pk}/months/")
    months(cast.desk.pk, cast.biology.pk, *[(1, 1)] * 30)
    assert queries_of(lead, f"/clients/{cast.biology.pk}/months/") == few
