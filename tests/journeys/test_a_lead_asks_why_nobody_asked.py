"""Every page about asking and letters, as a person opens it: axe finds nothing, wide and narrow, light and dark."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import Visit, axe, overflow
from wellserved.journal.shapes import SYSTEM
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Client, Contact
from wellserved.surveys.actions.asking import invite
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks
from wellserved.surveys.tests.asking import a_closed_interaction, go_live

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES")  # a folder: keep a picture of every page

SUBJECTS = (
    "Projector in room 12 stays dark",
    "Password forgotten",
    "New laptop for the lab",
    "Wi-Fi drops in the hall",
)


@pytest.fixture
def a_busy_week(cast: Cast, settings: Any) -> dict[str, str]:
    """The addresses of all pages, with something to see on each."""
    settings.EMAIL_CONFIGURED = True
    go_live()
    physics = Client.objects.create(name="Physics")
    people = [cast.contact] + [
        Contact.objects.create(client=physics, name=name, email=f"{name.split()[0].lower()}@physics.example")
        for name in ("Nadia Okafor", "Tomas Silva", "Wei Zhang", "Priya Raman")
    ]
    for number in range(14):
        a_closed_interaction(
            cast,
            str(number),
            contact=people[number % 5] if number % 7 else None,
            subject=SUBJECTS[number % 4],
            closed_at=now() - timedelta(hours=number * 20),
        )
        if number == 4:  # some are asked whatever chance says, then it has a say
            while decide_asks():
                pass
            send_due_asks()
            go_live(sampling_rate=0.6)
    while decide_asks():
        pass
    send_due_asks()
    letters = list(Letter.objects.order_by("pk")[:3])
    Letter.objects.filter(pk=letters[0].pk).update(state="failed", last_error="550 5.1.1 No such person here")
    Letter.objects.filter(pk=letters[1].pk).update(state="sending", handed_over_at=now())
    forced = a_closed_interaction(cast, "forced")
    _, token = invite(interaction=forced, contact=cast.contact, force=True, by=SYSTEM)
    return {
        "asks": "/asks/",
        "policy": "/settings/asking/",
        "letters": "/letters/",
        "letter": f"/letters/{letters[2].pk}/",
        "doubt": f"/letters/{letters[1].pk}/",
        "release": "/letters/release/",
        "stop": f"/u/{token}",
    }


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(
    visit: Visit, live_server: Any, cast: Cast, a_busy_week: dict[str, str], narrow: bool, dark: bool
) -> None:
    for name, path in a_busy_week.items():
        page = visit(live_server.url + path, as_=cast.admin, dark=dark, narrow=narrow)
        if PICTURES:
            kind = f"{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}"
            page.screenshot(path=Path(PICTURES) / f"{name}-{kind}.png", full_page=True)
        axe(page)
        assert overflow(page) == 0, name
