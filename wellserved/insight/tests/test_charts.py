"""Charts: they follow the page's colours, keep its policy, and their failure is no failure of the page."""

from __future__ import annotations

import inspect
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from wellserved.insight.charts import Chart, draw, easel, specs
from wellserved.insight.charts.paper import COLOURS
from wellserved.insight.charts.svg import dressed
from wellserved.insight.charts.taking import taken
from wellserved.insight.charts.weeks import drawn_from, says, sentence, title, weeks_chart
from wellserved.insight.shapes import Note
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


def chart_of(shares: list[int], notes: tuple[Note, ...] = ()) -> Chart:
    return weeks_chart(trend_of(weeks_of(shares)), 2026, "?team=3", notes)


def asking(query: str) -> Any:
    return taken(RequestFactory().get(f"/pulse/{query}"), [chart_of(FALL)])


def test_a_chart_is_taken_away_from_the_pages_own_address_as_a_picture_or_a_table() -> None:
    chart = chart_of(FALL)
    assert [name for name, _ in chart.files] == ["PNG", "SVG", "CSV", "XLSX", "Parquet"]
    assert chart.files[0][1] == "?team=3&chart=weeks&take=png"
    assert asking("") is None
    png, svg, sheet, *_ = (asking(href) for _, href in chart.files)
    assert png.content.startswith(b"\x89PNG")
    assert png["Content-Disposition"] == 'attachment; filename="weeks.png"'
    drawn = svg.content.decode()
    assert "var(--" not in drawn
    assert "Bullseyes by week, since July" in drawn  # on paper its title and sentence are within it
    assert COLOURS["target"] in drawn
    rows = sheet.content.decode().splitlines()
    assert rows[0] == "Week,From,Bullseyes,Low,High,Band from,Band to,Answers,What to say"
    (fallen,) = [row for row in rows if row.startswith("36,")]
    assert fallen.startswith("36,31 August 2026,0.4,")
    assert fallen.endswith("100,outside the band")


@pytest.mark.parametrize("query", ["?take=png&chart=other", "?take=exe&chart=weeks", "?take=csv"])
def test_what_is_no_chart_of_the_page_is_not_found(query: str) -> None:
    with pytest.raises(Http404):
        asking(query)


def test_colours_on_paper_are_those_of_the_light() -> None:
    tokens = (Path(__file__).resolve().parents[2] / "frame/static/frame/tokens.css").read_text()
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", tokens))
    assert {name: value for name, value in COLOURS.items() if name != "sans"}.items() <= light.items()
    assert set(re.findall(r"var\(--([\w-]+)\)", inspect.getsource(specs))) <= COLOURS.keys()


def test_what_happened_stands_on_the_chart_by_letter_the_oldest_first() -> None:
    lab = Note(date(2026, 8, 31), "The lab closed.")
    before, old = Note(date(2026, 7, 9), "New phones."), Note(date(2026, 1, 1), "Long ago.")
    chart = chart_of(FALL, (lab, before, old))
    assert [(note.letter, note.words) for note in chart.notes] == [("A", "New phones."), ("B", "The lab closed.")]
    assert chart.wide is not None
    assert chart.wide["notes"] == [{"i": -0.07, "letter": "A"}, {"i": 7.5, "letter": "B"}]
    assert len(chart.drawn) == 2
    assert ">B<" in chart.drawn[0]


def test_every_kind_of_chart_can_be_drawn_for_a_page() -> None:
    row = {"name": "Listened", "value": 0.3, "low": 0.2, "high": 0.5, "sure": True, "says": "Listened: 30%"}
    data = {"rows": [row], "domain": [-1, 1], "marks": [0, 0.5], "width": 500, "height": 60}
    for name in ("bars", "gaps"):
        svg = draw(name, data)
        assert svg is not None
        got = dressed(svg, name, "chart")
        assert got is not None
        assert 'class="point" data-says="Listened: 30%"' in got
