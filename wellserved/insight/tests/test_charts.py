"""Charts: they follow the page's colours, keep its policy, and their failure is no failure of the page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from wellserved.insight.charts import draw, easel
from wellserved.insight.charts.svg import dressed
from wellserved.insight.charts.weeks import drawn_from, says, sentence, title
from wellserved.insight.tests.test_rules import trend_of, weeks_of

FALL = [68, 70, 66, 71, 69, 67, 70, 68, 40, 69]


@pytest.fixture(autouse=True)
def a_home_of_its_own(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def test_a_chart_is_an_image_with_a_name_in_the_pages_colours_without_style_or_script() -> None:
    trend = trend_of(weeks_of(FALL))
    svg = draw("weeks", drawn_from(trend, 900, 200, 5))
    assert svg is not None
    got = dressed(svg, 'Bullseyes "by" week', "chart wide")
    assert got is not None
    assert got.startswith('<svg class="chart wide" viewBox="0 0 ')
    assert 'role="img" aria-label="Bullseyes &quot;by&quot; week"' in got
    assert 'stroke="var(--ink)"' in got
    assert 'fill="var(--wash)"' in got
    assert got.count('fill="var(--target)"') == 1  # one red dot
    assert not re.search(r"style=|<style|<script|href=|#[0-9a-f]{3,6}\b", got)
    assert re.findall(r'class="point" data-says="([^"]+)"', got)[-1] == says(trend.signals[0])


def test_a_chart_is_drawn_once_for_the_same_data(a_home_of_its_own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn_from(trend_of(weeks_of(FALL)), 900, 200, 5)
    first = draw("weeks", data)
    monkeypatch.setattr(easel._easel, "draw", lambda asked: pytest.fail("drawn again"))
    assert draw("weeks", data) == first
    assert len(list((a_home_of_its_own / "cache" / "charts").glob("*.svg"))) == 1


def test_what_cannot_be_drawn_is_none_and_the_next_one_is_drawn() -> None:
    assert draw("no such chart", {}) is None
    child = easel._easel._child
    assert child is not None
    os.kill(child.pid, 9)
    child.wait()
    assert draw("weeks", drawn_from(trend_of(weeks_of(FALL)), 300, 200, 3)) is not None


def test_a_drawing_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(easel, "PATIENCE", 0.01)
    patient = easel.Easel()
    assert patient.draw('{"name": "weeks", "data": {}}') is None
    assert patient._child is None


def test_what_the_page_forbids_is_not_shown() -> None:
    assert dressed('<svg viewBox="0 0 1 1"><path style="fill:red"/></svg>', "x", "chart") is None
    assert dressed('<svg viewBox="0 0 1 1"><script>1</script></svg>', "x", "chart") is None
    assert dressed("no svg", "x", "chart") is None


def test_the_sentence_says_what_to_see() -> None:
    assert "Week 36 was not: it was lower" in sentence(trend_of(weeks_of(FALL)))
    assert "No week has left it" in sentence(trend_of(weeks_of(FALL[:8])))
    assert "2 weeks have answers so far" in sentence(trend_of(weeks_of([68, 70])))
    assert title(trend_of(weeks_of(FALL)), 2026) == "Bullseyes by week, since July"
    assert title(trend_of(weeks_of(FALL)), 2027) == "Bullseyes by week, since July 2026"
    assert says(trend_of(weeks_of([68])).weeks[0]) == "Week 28, from 6 July: 68%, between 58 and 76, of 100 answers"
