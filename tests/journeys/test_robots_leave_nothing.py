"""What mail scanners do to every link that anybody may open leaves nothing at all behind, wherever it leads.

The links are those of the access table, so that a new public page cannot be forgotten.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.test_access import table
from tests.cast import Cast
from tests.journeys.browser import Visits
from wellserved.confidences.tests.looking import changed, every_row

FOR_MACHINES = {"healthz", "readyz", "metrics", "kiosk_worker", "api_nothing"}
PUBLIC = [page for page in table() if page.public and page.method == "get" and not page.name.startswith("api:")]
WALKED = [page for page in PUBLIC if page.nobody == 200 and page.name not in FOR_MACHINES]
PRESSING = """() => {
    for (const name of ["pointerdown", "keydown", "touchstart", "mousemove", "click", "change", "submit"])
        for (const one of document.querySelectorAll("input, button, label, form"))
            one.dispatchEvent(new Event(name, {bubbles: true, cancelable: true}));
    document.querySelector("label.pick")?.click();
}"""


def test_each_public_page_is_walked_by_a_link_that_leads_somewhere() -> None:
    only_a_picture = {"case_status_photo", "explanation_shown_picture"}
    assert {page.name for page in PUBLIC} - {page.name for page in WALKED} - FOR_MACHINES == only_a_picture


@pytest.mark.django_db(transaction=True)
def test_robots_open_every_link_and_run_every_script_and_leave_nothing(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    """GET and HEAD on every link, redirects followed, scripts run, events made up; no hand moved."""
    homes = [reverse(page.name, kwargs=page.make(cast)) for page in WALKED]
    homes += [f"{href}?felt={face}&ticket=4711" for href in homes if href.startswith(("/a/", "/t/")) for face in (1, 5)]
    before = every_row()
    links, seen, pages = list(homes), set(), []
    while links:
        link = links.pop()
        seen.add(link)
        Client().head(link, follow=True)
        got = Client().get(link, follow=True)
        assert got.status_code == 200, link
        if link in homes and got.headers["Content-Type"].startswith("text/html"):
            pages.append(link)  # what is none, such as a calendar, a browser lays down unread
        found = re.findall(r'(?:href|action)="(/[^"#]*)"', got.content.decode(errors="replace"))
        links += {unescape(one) for one in found if not one.startswith("/static/")} - seen - set(links)
    page = visit()
    for link in pages:
        page.goto(live_server.url + link)
        page.mouse.move(200, 300)
        page.mouse.wheel(0, 400)  # scrolling and moving are no sign
        page.evaluate(PRESSING)
        page.wait_for_timeout(150)
    page.goto("about:blank")  # what waits for the page to be left has had its chance
    page.wait_for_timeout(300)
    assert changed(before, every_row()) == set()
