"""How many queries a page takes."""

from __future__ import annotations

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext


def queries_of(browser: Browser, href: str) -> int:
    """Opened once before: what a process looks up every few seconds only (the banners do) is no part of the page."""
    browser.get(href)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(href).status_code == 200
    return len(queries)
