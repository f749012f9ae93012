"""The journal's page: newest first, filtered, page by page."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from tests.cast import Cast
from wellserved.journal.actions import record
from wellserved.journal.shapes import By

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> None:
    with transaction.atomic():
        for number in range(120):
            record(kind="client.edited", by=By("member", cast.lead.pk), subject_kind="client", subject_id=number % 2)
        record(kind="team.added", subject_kind="team", subject_id=7)


def test_newest_first_by_name_and_page_by_page(cast: Cast, told: None) -> None:
    browser = cast.browser("admin")
    seen: list[int] = []
    href = "/journal/"
    while href:
        page = browser.get(href)
        seen += [entry.pk for entry, _ in page.context["lines"]]
        href = f"/journal/?{page.context['older']}" if page.context["older"] else ""
    assert len(seen) == 121
    assert seen == sorted(seen, reverse=True)
    assert "Lena Lead" in browser.get("/journal/?kind=client.edited").content.decode()


def test_it_is_filtered_by_kind_and_by_what_it_is_about(cast: Cast, told: None) -> None:
    browser = cast.browser("admin")
    assert len(browser.get("/journal/?kind=team.added").context["lines"]) == 1
    page = browser.get("/journal/?subject=client&id=1")
    assert {entry.subject_id for entry, _ in page.context["lines"]} == {1}
    assert browser.get("/journal/?" + page.context["older"]).context["lines"][0][0].subject_id == 1
    assert "Nothing like this happened" in browser.get("/journal/?kind=no.such").content.decode()
    assert browser.get("/journal/?before=x").status_code == 404


def test_settings_lead_to_every_page_of_settings(cast: Cast) -> None:
    browser = cast.browser("admin")
    for name, _, _ in browser.get("/settings/").context["pages"]:
        assert browser.get(reverse(name)).status_code == 200, name
