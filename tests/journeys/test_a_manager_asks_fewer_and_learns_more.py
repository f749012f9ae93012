"""A manager limits what a team asks in a week; the ledger and the page of what is known least say what comes of it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import axe
from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.people.models import Client, Contact
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.asking import a_closed_interaction, go_live
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

pytestmark = pytest.mark.django_db(transaction=True)
PICTURES = os.environ.get("PICTURES", "")


def shown(page: Any, name: str) -> None:
    axe(page)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"], f"{name} is wider than the window"
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def a_quarter(cast: Cast) -> None:
    """Sample data: three services for six clients, much known of some and little of others."""
    names = ("Biology", "Chemistry", "History", "Law", "Library", "Music")
    clients = [Client.objects.get_or_create(name=name)[0] for name in names]
    deltas = []
    for s, service in enumerate(Service.objects.create(name=name) for name in ("Accounts", "Phones", "Room bookings")):
        for c, client in enumerate(clients):
            answers = max(60 // (1 + s + 3 * c) - 2, 0)
            for n in range(3 * answers + 6):
                place = {"team": cast.desk.pk, "service": service.pk, "client": client.pk}
                day = (now() - timedelta(days=8 + n % 70)).date()
                deltas.append(DeltaIn(day, served=1, asked=1, **place))
                if n < answers:  # the rarely asked were asked with a small chance, and stand for more
                    weight = 1000 if c else 4000
                    sides = {"achieved_after": 2, "felt_after": 5 if n % 4 else 3}
                    deltas.append(DeltaIn(day, answered=1, weight=weight, **sides, **place))
    add_deltas(deltas=deltas)
    fold_tallies()


def test_a_limit_is_set_kept_and_explained(visit: Any, live_server: Any, cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    a_quarter(cast)
    go_live()
    page = visit(live_server.url + "/asks/", as_=cast.manager)
    page.get_by_role("link", name="Where we know least").click()
    page.get_by_label("Team").select_option(label=cast.desk.name)
    page.get_by_role("button", name="Show").click()
    assert "No limit is set" in page.inner_text("main")
    page.get_by_label("Ask at most this many people a week").fill("3")
    page.get_by_role("button", name="Save").first.click()
    assert "At most 3 people are asked this week" in page.inner_text("main")
    shown(page, "least-known-1360-light")

    client = Client.objects.get(name="Law")
    for n in range(25):
        one = Contact.objects.create(name=f"Lou Law {n}", email=f"lou{n}@law.example", client=client)
        a_closed_interaction(cast, f"law-{n}", contact=one, client=client)
    decide_asks()
    page.goto(live_server.url + "/asks/")
    page.get_by_role("link", name="Not drawn this week").click()
    assert "the chance was 1 in" in page.inner_text("main")
    shown(page, "asks-not-drawn-1360-light")

    desk = f"/asks/least-known/?team={cast.desk.pk}"
    narrow = visit(live_server.url + desk, as_=cast.admin, dark=True, narrow=True)
    assert "25 had a chance" in narrow.inner_text("main")
    shown(narrow, "least-known-390-dark")
    shown(visit(live_server.url + "/asks/least-known/", as_=cast.lead, narrow=True), "least-known-390-light")
    shown(visit(live_server.url + desk, as_=cast.admin, dark=True), "least-known-1360-dark")
    pulse = visit(live_server.url + "/pulse/?period=90-days", as_=cast.manager)
    assert "weighted to all who might have been asked" in pulse.inner_text("main")
    shown(pulse, "pulse-weighted-1360-light")
