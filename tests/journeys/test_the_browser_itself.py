"""The tools of the journeys do what they say: axe finds what is wrong, and a breach of policy fails a test."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, tab_to


def test_axe_names_what_is_wrong(page: Page) -> None:
    page.set_content("<html lang=en><title>x</title><main><h1>One</h1><img src='data:,'><input></main></html>")
    with pytest.raises(AssertionError) as failure:
        axe(page)
    assert "image-alt" in str(failure.value)
    assert "label" in str(failure.value)


def test_axe_is_content_with_a_good_page(page: Page) -> None:
    page.set_content("<html lang=en><title>x</title><main><h1>One</h1><label>Name <input></label></main></html>")
    axe(page)


def test_a_signed_in_page_opens_without_a_breach_of_policy(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/", as_=cast.lead, narrow=True, dark=True)
    page.get_by_role("heading", level=1).wait_for()
    assert overflow(page) == 0
    tab_to(page, "Menu")


def test_a_breach_of_policy_is_told(browser: Any, live_server: Any, cast: Cast) -> None:
    visits = Visits(browser)
    page = visits(live_server.url + "/", as_=cast.lead)
    page.evaluate("() => { const s = document.createElement('script'); s.text = '1'; document.body.append(s); }")
    page.wait_for_timeout(200)
    with pytest.raises(AssertionError, match=r"Content Security Policy"):
        visits.close()
