"""Each page of figures is timed at ten million answers, or it is said why not."""

from __future__ import annotations

from bench.millions.reading import NOT_TIMED, PAGES
from wellserved.insight.urls import urlpatterns


def test_each_page_of_figures_is_timed_or_has_a_reason() -> None:
    names = {pattern.name for pattern in urlpatterns}
    assert names - PAGES.keys() - NOT_TIMED.keys() == set(), "name it in bench/millions/reading.py"
    assert NOT_TIMED.keys() - names == set(), "these are gone"
