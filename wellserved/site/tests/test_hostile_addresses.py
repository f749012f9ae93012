"""Whatever stands behind the question mark of an address, it is answered, and never by a fault of ours."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast

NASTY = (
    "\x00",
    "a\x00b",
    "-1",
    "1" * 18 + "x",
    "9" * 30,
    "0000001" + "9" * 30,
    "9" * 5000,
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00~1",
    "2026-01-01T00:00:00+00:00~" + "9" * 30,
    "MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMH4x",  # a cursor of the year 1
    "OTk5OS0xMi0zMVQyMzo1OTo1OS0xNDowMH4x",  # and of the year 9999
)
PAGES = {
    "pulse": ("from", "to", "period", "team", "client", "service"),
    "pulse_sheet": ("to", "client"),
    "feedback": ("show", "days", "team", "after"),
    "asks": ("days", "team", "reason", "page"),
    "interactions": ("q", "team", "before"),
    "clients": ("q", "page"),
    "contacts": ("q", "page"),
    "members": ("q",),
    "contact_new": ("client",),
    "letters": ("show", "page"),
    "journal": ("before", "kind", "subject", "id"),
    "promises": ("show", "page"),
    "promise_new": ("kind", "id", "contact"),
    "sign_in": ("next",),
}
ROUTES = {
    "pulse": ("from", "to", "team", "client", "service"),
    "responses": ("cursor", "limit", "order", "since"),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages(cast: Cast, page: str) -> None:
    browser = cast.browser("admin")
    for name in PAGES[page]:
        for value in NASTY:
            assert browser.get(reverse(page), {name: value}).status_code < 500, (name, value[:40])


@pytest.mark.parametrize("route", ROUTES)
def test_routes_of_the_api(cast: Cast, api_token: str, route: str) -> None:
    browser = cast.browser("admin")
    for name in ROUTES[route]:
        for value in NASTY:
            got = browser.get(f"/api/v1/{route}", {name: value}, headers={"authorization": f"Bearer {api_token}"})
            assert got.status_code < 500, (name, value[:40])
            assert got.status_code == 200 or got["Content-Type"] == "application/problem+json"
