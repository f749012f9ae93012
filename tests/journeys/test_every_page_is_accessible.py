"""axe finds nothing on any page, and nothing sticks out: wide and narrow, in the light and in the dark.

The run before anything lands (tools/run-remaining-tests) looks at all four guises; by hand it is two, wide in the light
and narrow in the dark, unless ALL_GUISES is set.

The pages are those of the access table, so that a page cannot be forgotten: what an admin or a manager can open, and
what anybody can. What is not a page (a file, a health check) is passed by.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page as Browsed

from tests.architecture.access import Page
from tests.architecture.test_access import table
from tests.cast import Cast
from tests.journeys.browser import NARROW, WIDE, Visits, axe, overflow

PAGES = [page for page in table() if page.method == "get" and not page.name.startswith("api:")]
# What boards ask for every two seconds, and put into themselves.
PARTS = {"board_notes", "board_version", "weighing_part", "weighing_version", "cards_part", "cards_version"}
ALL = bool(os.environ.get("ALL_GUISES"))
VARIANTS = [(narrow, dark) for narrow in (False, True) for dark in (False, True) if ALL or narrow == dark]


def visitor(page: Page) -> str | None:
    """Somebody who may open it; None for nobody in particular. The outsider sees most pages empty."""
    for role in ("admin", "manager", "lead", "member"):
        if not page.public and page.expected(role) == 200:
            return role
    return None


def is_a_page(cast: Cast, page: Page, href: str, role: str | None) -> bool:
    answer = (cast.browser(role) if role else Client()).get(href)
    html = str(answer.headers.get("content-type", "")).startswith("text/html") and answer.status_code != 302
    return html and page.name not in PARTS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.name}{'-public' if page.public else ''}")
def test_axe_finds_nothing(visit: Visits, live_server: Any, cast: Cast, page: Page) -> None:
    role = visitor(page)
    href = reverse(page.name, kwargs=page.make(cast))
    if not is_a_page(cast, page, href, role):
        return
    opened = visit(live_server.url + href, as_=getattr(cast, role) if role else None)
    look_at_its_guises(opened)


def look_at_its_guises(page: Browsed) -> None:
    """One page in its guises, without loading it again: its styles alone make the difference."""
    found = []
    for narrow, dark in VARIANTS:
        page.set_viewport_size(NARROW if narrow else WIDE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
        try:
            axe(page)
            assert overflow(page) == 0, f"{page.url} is {overflow(page)} pixels too wide at {page.viewport_size}"
        except AssertionError as failure:
            found.append(f"{'narrow' if narrow else 'wide'}, {'dark' if dark else 'light'}: {failure}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("role", ["nobody", "member"])
def test_a_page_that_is_not_there_is_accessible_too(visit: Visits, live_server: Any, cast: Cast, role: str) -> None:
    look_at_its_guises(visit(live_server.url + "/no-such-page/", as_=cast.member if role == "member" else None))


def test_the_doors_of_the_demo_are_accessible(visit: Visits, live_server: Any, cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    page = visit(live_server.url + "/sign-in/")
    look_at_its_guises(page)
    page.click("button:has-text('as lead')")
    page.wait_for_url(live_server.url + "/")
    look_at_its_guises(page)
