"""Every address × every role: what one may not see does not exist. An address missing from the table fails."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import wellserved
from tests.architecture.access import ROLES, Page
from tests.cast import Cast


def table() -> list[Page]:
    pages: list[Page] = []
    for room in pkgutil.iter_modules(wellserved.__path__):
        try:
            module = importlib.import_module(f"wellserved.{room.name}.tests.access")
        except ModuleNotFoundError as missing:
            if missing.name and missing.name.startswith(f"wellserved.{room.name}.tests"):
                continue
            raise
        pages += module.ACCESS
    return pages


def addresses(resolver: URLResolver | None = None, space: str = "") -> set[str]:
    """The url names of the whole product, with their namespace."""
    found: set[str] = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found |= addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            found.add(f"{space}{entry.name}")
    return found


def test_every_address_stands_in_the_table() -> None:
    assert addresses() - {page.name for page in table()} == set()


def test_the_table_has_no_address_that_is_gone() -> None:
    assert {page.name for page in table()} - addresses() == set()


TRIALS = [(page, role) for page in table() for role in ROLES if role == "nobody" or not page.public]


@pytest.mark.parametrize(("page", "role"), TRIALS, ids=[f"{p.method}-{p.name}-{role}" for p, role in TRIALS])
def test_who_may_enter(cast: Cast, page: Page, role: str) -> None:
    href = reverse(page.name, kwargs=page.make(cast))
    browser = Browser() if role == "nobody" else cast.browser(role)
    got = getattr(browser, page.method)(href, page.data)
    assert got.status_code == page.expected(role), f"{role} {page.method} {href}"
