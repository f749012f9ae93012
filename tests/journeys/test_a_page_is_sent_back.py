"""A client sends a page back, gets a call, and the next proposal differs. Chance draws from seed 1."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow
from wellserved.cases.models import Case
from wellserved.explanations.queries import landing
from wellserved.explanations.tests.sent import TOKEN, reacted, sent_page
from wellserved.explanations.tests.test_reacting import answered_case
from wellserved.people.models import Client
from wellserved.promises.models import Promise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES")  # a folder: keep a picture of each page


def keep(page: Page, name: str) -> None:
    axe(page)
    assert overflow(page) == 0
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_client_sends_it_back_gets_a_call_and_the_next_proposal_differs(
    visit: Visits, live_server: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landing, "seed_for", lambda *_: 1)
    for i in range(8):
        client = Client.objects.create(name=f"Institute {i}", kind="internal")
        reacted(sent_page(cast, format="letter", client=client))
    begin = f"{live_server.url}/explanations/new/?contact={cast.contact.pk}"
    first = visit(begin, as_=cast.member)
    expect(first.locator("#proposal")).to_have_text("Letter, for Biology")
    keep(first, "proposal")

    case = answered_case(cast)
    sent_page(cast, format="letter", proposed="letter", token=TOKEN, case=case)
    bea = visit(f"{live_server.url}/explanation/{TOKEN}/reaction", narrow=True)
    keep(bea, "reaction")
    bea.get_by_text("No, not to me").click()
    bea.get_by_text("No, not yet").click()
    bea.get_by_text("Please call me").click()
    bea.get_by_label("In your own words").fill("Which of the two visits was the mistake?")
    bea.get_by_role("button", name="Send").click()
    expect(bea.locator("h1")).to_have_text("Thank you for saying so plainly.")
    expect(bea.get_by_text("Milo calls you within one working day.")).to_be_visible()
    keep(bea, "reaction-thanks")

    case.refresh_from_db()
    assert case.state == Case.State.INVESTIGATING
    today = visit(f"{live_server.url}/", as_=cast.lead)
    today.get_by_text("Which of the two visits was the mistake?").first.wait_for()
    today.locator("a[href*='/explanations/reactions/']").first.click()
    expect(today.locator("h1")).to_have_text("They sent it back")
    keep(today, "sent-back")
    today.get_by_role("button", name="I have read this").click()
    expect(today.get_by_text("Noted: you have read this.")).to_be_visible()

    milo = visit(f"{live_server.url}/", as_=cast.member)
    milo.get_by_text("Call Bea Contact about the page").first.wait_for()
    milo.goto(f"{live_server.url}/promises/{Promise.objects.get().pk}/")
    milo.get_by_role("button", name="I have done it").first.click()
    assert Promise.objects.get().state == Promise.State.KEPT

    milo.goto(begin)
    expect(milo.locator("#proposal")).not_to_contain_text("Letter")
    expect(milo.get_by_text("Biology sent one letter back, and asked for a call.")).to_be_visible()
    keep(milo, "proposal-after")
    milo.goto(f"{live_server.url}/clients/{cast.biology.pk}/explanations/")
    expect(milo.get_by_text("Please call me").or_(milo.get_by_text("Call me")).first).to_be_visible()
    keep(milo, "what-suits")
    milo.goto(f"{live_server.url}/explanations/landing/")
    keep(milo, "which-page-lands")


def test_the_letters_yes_is_kept_by_the_first_human_sign(visit: Visits, live_server: Any, cast: Cast) -> None:
    sending = sent_page(cast, token=TOKEN, language="ar")
    bea = visit(f"{live_server.url}/explanation/{TOKEN}/reaction?landed=yes", narrow=True, dark=True)
    sending.refresh_from_db()
    assert not hasattr(sending, "reaction"), "opening the link kept nothing"
    keep(bea, "reaction-ar")
    bea.mouse.click(5, 5)
    expect(bea.locator("#saved")).not_to_be_empty()
    sending = type(sending).objects.get(pk=sending.pk)
    assert sending.reaction.clear
    assert sending.reaction.answered
