"""A member reads their own page: kind words first, their own rate with its range, and nobody beside them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow
from wellserved.insight.tests.test_mine_pages import counted, thanks

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_member_reads_their_own_page(visit: Visits, live_server: Any, cast: Cast) -> None:
    counted(cast, cast.member, 18, 5)
    counted(cast, cast.outsider, 20, 0)
    thanks(cast.member, "You stayed on the line until it really worked.")
    page = visit(f"{live_server.url}/", as_=cast.member)
    page.get_by_role("link", name="My page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What people said of your service")
    expect(page.locator("main h2").first).to_have_text("Kind words for you")
    expect(page.get_by_text("You stayed on the line until it really worked.")).to_be_visible()
    expect(page.locator(".big")).to_have_text("78%")
    expect(page.get_by_text("between 58 and 90, of 23 answers")).to_be_visible()
    page.get_by_text("Month by month").click()
    expect(page.locator("main")).not_to_contain_text("Otto")
    axe(page)
    page.get_by_role("link", name="You stayed on the line").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    on_a_phone = visit(f"{live_server.url}/mine/", as_=cast.outsider, narrow=True, dark=True)
    expect(on_a_phone.locator("main")).not_to_contain_text("You stayed")
    axe(on_a_phone)
    assert overflow(on_a_phone) <= 0
