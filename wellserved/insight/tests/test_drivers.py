"""Drivers and from 4 to 5: from counts alone, worked out when counts change, and shown to who sees the team."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.insight.drivers.actions import work_out_drivers, year_until
from wellserved.insight.drivers.working import ALL_TEN, fingerprint, work_out
from wellserved.insight.models import DriversKept
from wellserved.kit.clock import now
from wellserved.measures import lmg, newcombe
from wellserved.surveys.shapes import QUALITIES
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

NAMES = [name for _, name in QUALITIES]
PROMPT, LISTENED = 1 << 2, 1 << 5
ROWS = [
    {"qualities": LISTENED, "felt": 5, "achieved": 2, "answers": 60},
    {"qualities": LISTENED | PROMPT, "felt": 5, "achieved": 2, "answers": 30},
    {"qualities": PROMPT, "felt": 4, "achieved": 2, "answers": 50},
    {"qualities": LISTENED, "felt": 4, "achieved": 2, "answers": 10},
    {"qualities": 1, "felt": 3, "achieved": 1, "answers": 20},
    {"qualities": PROMPT, "felt": 1, "achieved": 0, "answers": 25},
    {"qualities": 0, "felt": 5, "achieved": -1, "answers": 900},
    {"qualities": LISTENED, "felt": 0, "achieved": 2, "answers": 7},
]


def test_counts_say_what_the_answers_say() -> None:
    """One row for each answer, as if nobody had counted them together."""
    got = work_out(ROWS, NAMES)
    some = [row for row in ROWS if row["qualities"] and row["felt"] >= 3 for _ in range(row["answers"])]
    alone = lmg([[row["qualities"] >> i & 1 for i in range(10)] for row in some], [row["felt"] for row in some], NAMES)
    shares = got["drivers"]["shares"]
    assert got["drivers"]["n"] == len(some) == 170
    assert [shares[name][0] for name in NAMES] == [round(alone.shares[name].estimate or 0, 6) for name in NAMES]
    assert max(shares, key=lambda name: shares[name][0]) == "Listened"


def test_fives_beside_fours_with_ranges_that_hold_for_all_ten() -> None:
    gaps = work_out(ROWS, NAMES)["gaps"]
    assert (gaps["n5"], gaps["n4"]) == (90, 60)
    expected = newcombe(90, 90, 10, 60, level=ALL_TEN)
    assert gaps["qualities"]["Listened"]["gap"] == [
        round(value or 0, 6) for value in (expected.estimate, expected.low, expected.high)
    ]


def test_what_was_missing_is_counted_by_itself() -> None:
    assert work_out(ROWS, NAMES)["missing"]["qualities"]["Prompt"][0] == 1.0


@pytest.mark.parametrize("rows", [[], ROWS[:1], [{"qualities": 1, "felt": 5, "achieved": 2, "answers": 500}]])
def test_too_few_or_all_alike_say_nothing(rows: list[dict[str, int]]) -> None:
    got = work_out(rows, NAMES)
    assert got["drivers"]["shares"] == got["gaps"]["qualities"] == got["missing"]["qualities"] == {}


def test_the_order_of_rows_does_not_matter_and_a_count_does() -> None:
    assert fingerprint(ROWS, "") == fingerprint(ROWS[::-1], "")
    assert fingerprint(ROWS, "") != fingerprint([{**ROWS[0], "answers": 61}, *ROWS[1:]], "")


def test_a_year_is_twelve_months_with_this_one() -> None:
    assert year_until(date(2026, 11, 22)) == (date(2025, 12, 1), date(2026, 11, 30))
    assert year_until(date(2026, 12, 31)) == (date(2026, 1, 1), date(2026, 12, 31))
    assert year_until(date(2024, 2, 1)) == (date(2023, 3, 1), date(2024, 2, 29))


def a_desk_that_listens(cast: Cast) -> None:
    day, deltas = now().date(), []
    for row in ROWS[:6]:
        said = {"felt_after": row["felt"], "achieved_after": row["achieved"], "qualities_after": row["qualities"]}
        deltas += [DeltaIn(day, team=cast.desk.pk, asked=1, answered=1, **said)] * row["answers"]
    add_deltas(deltas=deltas)
    fold_tallies()


def page(cast: Cast, who: str, path: str, **query: Any) -> str:
    return cast.browser(who).get(path, query).content.decode()


def test_it_is_worked_out_once_for_the_same_counts_and_read_by_who_sees_the_team(cast: Cast) -> None:
    a_desk_that_listens(cast)
    assert "Nothing to say yet" in page(cast, "manager", "/drivers/")
    assert work_out_drivers() == 2  # all together, and the desk
    assert work_out_drivers() == 0
    assert DriversKept.objects.count() == 2
    for who in ("manager", "lead", "member"):
        assert "Listened moves it most" in page(cast, who, "/drivers/")
    assert "those who felt great name listened more often" in page(cast, "lead", "/from-4-to-5/")
    assert "Nothing to say yet" in page(cast, "outsider", "/drivers/")
    assert cast.browser("outsider").get("/drivers/", {"team": cast.desk.pk}).status_code == 404
    assert cast.browser("manager").get("/drivers/", {"team": "x"}).status_code == 404
    sheet = cast.browser("lead").get("/drivers/", {"team": cast.desk.pk, "chart": "drivers", "take": "csv"})
    assert sheet.content.decode().splitlines()[0] == "Quality,Share,Low,High"


def test_pages_take_few_queries_and_work_nothing_out(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    a_desk_that_listens(cast)
    work_out_drivers()
    monkeypatch.setattr("wellserved.insight.drivers.working.lmg", lambda *a, **k: pytest.fail("worked out"))
    browser = cast.browser("manager")
    for path in ("/drivers/", "/from-4-to-5/"):
        browser.get(path)
        with CaptureQueriesContext(connection) as seen:
            browser.get(path)
        assert len(seen) <= 12
