"""Fixtures of the journeys: one browser for the run, a fresh context for every visit."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.browser import Visits, chromium

# Playwright's own event loop runs in this thread; Django would take that for a mistake of ours.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Opens pages: visit(url, as_=member, narrow=True, dark=True, script=False)."""
    visits = Visits(browser)
    yield visits
    visits.close()


@pytest.fixture
def page(visit: Visits) -> Page:
    """A blank page, 1360 pixels wide, in the light."""
    return visit()
