"""Every component, in the light and in the dark, wide and narrow: axe finds nothing, and nothing sticks out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, tab_to


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_component_is_accessible(visit: Visits, live_server: Any, cast: Cast, narrow: bool, dark: bool) -> None:
    page = visit(live_server.url + "/design/", as_=cast.admin, narrow=narrow, dark=dark)
    axe(page)
    assert overflow(page) == 0


def test_the_narrow_menu_opens_and_closes_by_keyboard(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/design/", as_=cast.admin, narrow=True)
    assert not page.get_by_role("link", name="Pulse").is_visible()
    tab_to(page, "Menu")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Pulse").wait_for()
    axe(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Pulse").wait_for(state="hidden")
    page.keyboard.press(" ")
    page.get_by_role("link", name="Pulse").click()
    page.wait_for_url("**/pulse/")


def test_the_narrow_menu_works_without_a_script(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/design/", as_=cast.admin, narrow=True, script=False)
    page.get_by_role("link", name="Menu").click()
    page.get_by_role("link", name="Close the menu").click()
    assert not page.get_by_role("link", name="Pulse").is_visible()
    page.get_by_role("link", name="Menu").click()
    page.get_by_role("link", name="Pulse").click()
    page.wait_for_url("**/pulse/")


def test_the_letters_arrive_without_a_jump(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(as_=None)
    member = cast.admin
    page.route("**/*.woff2", lambda route: route.abort())
    other = visit(live_server.url + "/design/", as_=member)
    page.context.add_cookies(other.context.cookies())
    page.goto(live_server.url + "/design/")
    heights = [it.evaluate("() => document.documentElement.scrollHeight") for it in (page, other)]
    assert abs(heights[0] - heights[1]) <= 0.02 * heights[1], heights
