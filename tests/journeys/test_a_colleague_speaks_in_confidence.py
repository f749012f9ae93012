"""A lead promises confidence, a colleague speaks on a phone, and a quarter later the lead reads all five at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as house
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, tab_to
from wellserved.confidences.actions.opening import open_ended
from wellserved.confidences.models import Batch
from wellserved.confidences.shapes import Said
from wellserved.confidences.tests.world import a_ticket, speak, ticket_in
from wellserved.kit.clock import local_day, now
from wellserved.surveys.models import Invitation
from wellserved.surveys.rules.confiding import closes, quarter_of
from wellserved.surveys.tests.asking import a_closed_interaction, go_live, run


@pytest.fixture(autouse=True)
def _mail(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def test_from_the_promise_to_the_opening(visit: Visits, live_server: Any, cast: Cast) -> None:
    lead = visit(f"{live_server.url}/asks/", as_=cast.lead, narrow=True)
    lead.get_by_role("link", name="In confidence").click()
    expect(lead.get_by_role("heading", name="Whom we ask in confidence")).to_be_visible()
    lead.get_by_role("button", name="Service desk").click()
    expect(lead.get_by_text("From now on they are asked in confidence")).to_be_visible()
    assert not overflow(lead)
    axe(lead)

    go_live()
    a_closed_interaction(cast)
    run()
    href = f"{live_server.url}/c/{ticket_in(Invitation.objects.get().letter)}"

    looked = visit(f"{href}?felt=4", narrow=True)
    expect(looked.get_by_text("This is asked in confidence.")).to_be_visible()
    assert not overflow(looked)
    axe(looked)
    looked.mouse.click(8, 300)
    assert looked.context.cookies() == []

    phone = visit(f"{href}?felt=4&lang=ar", narrow=True, script=False)
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.locator("textarea").fill("قيل لي السبب")
    phone.locator("button.send").click()
    expect(phone.locator("h1")).to_have_text("شكرًا لكم. يبقى جوابكم سرّيًا.")
    phone.goto(href)
    expect(phone.get_by_text("Something was said with this link already.")).to_be_visible()

    quarter = quarter_of(local_day(now(), house.TIME_ZONE))
    said = [Said(2, 5, 1, "They called me back."), Said(2, 5), Said(2, 4, 4), Said(0, 2, 32, "Nobody listened.")]
    speak(cast.desk.pk, now(), *said, quarter=quarter)
    lead.goto(f"{live_server.url}/feedback/")
    lead.get_by_role("link", name="In confidence").click()
    expect(lead.get_by_text("Nothing has been opened yet")).to_be_visible()
    expect(lead.get_by_text("Nobody listened.")).to_have_count(0)
    axe(lead)

    open_ended(at=closes(quarter, house.TIME_ZONE) + timedelta(hours=1))
    assert Batch.objects.get().answers == 5
    lead.reload()
    for words in ("They called me back.", "Nobody listened.", "قيل لي السبب"):
        expect(lead.get_by_text(words)).to_be_visible()
    assert not overflow(lead)
    axe(lead)
    other = visit(f"{live_server.url}/feedback/in-confidence/", as_=cast.outsider)
    expect(other.get_by_text("Nobody listened.")).to_have_count(0)


def test_by_key_alone(visit: Visits, live_server: Any, cast: Cast) -> None:
    quarter = quarter_of(local_day(now(), house.TIME_ZONE))
    page = visit(f"{live_server.url}/c/{a_ticket(cast.desk.pk, quarter)}?felt=5", narrow=True)
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you. It is kept in confidence.")).to_be_visible()
    axe(page)
