"""After a meeting: letters are read, changed and sent, the round ends, and the next opens with what was promised."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import axe, overflow
from wellserved.listening.actions.telling import tell
from wellserved.listening.models import Call, Round
from wellserved.listening.tests.decided import a_decided_round
from wellserved.mail.models import Letter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def good(page: Any) -> None:
    axe(page)
    assert overflow(page) <= 0


def test_everybody_hears_and_the_next_round_opens_with_it(visit: Any, live_server: Any, cast: Cast) -> None:
    one = a_decided_round(cast, calls=4)
    for call in one.calls.filter(member=cast.member, state=Call.State.HELD):
        tell(call_id=call.pk, member=cast.member, by=cast.admin_by)
    one.calls.filter(state=Call.State.DRAWN).update(state=Call.State.WISHED, wish="After four")
    lena = visit(f"{live_server.url}/", as_=cast.lead)
    lena.get_by_role("link", name="Tell them").click()
    expect(lena.get_by_role("heading", level=1)).to_contain_text("Three of four wait to hear")
    good(lena)
    lena.get_by_role("link", name="Read the letter").first.click()
    expect(lena.locator(".letter").last).to_contain_text("you open at nine")
    lena.get_by_label("What you write").fill("Thank you, and see you at half past seven.")
    lena.get_by_role("button", name="Keep it, and see it").click()
    expect(lena.locator(".letter").last).to_contain_text("see you at half past seven")
    good(lena)
    lena.get_by_role("button", name="Send it").click()
    lena.get_by_role("button", name="Send both as they are").click()
    expect(lena.get_by_role("heading", level=1)).to_have_text("Everybody who spoke has heard from us")
    assert Letter.objects.filter(kind="call_told").count() == 4
    lena.get_by_role("link", name="End this round").click()
    lena.get_by_label("Why were they not called?").fill("Half of us were ill.")
    good(lena)
    lena.get_by_role("button", name="End this round").click()
    expect(lena.get_by_text("It ended today")).to_be_visible()
    assert Round.objects.get(pk=one.pk).state == Round.State.ENDED
    lena.get_by_role("link", name="The next round").click()
    good(lena)
    lena.get_by_role("button", name="Plan the next one now").click()
    expect(lena.get_by_role("heading", name="Last time we promised one thing")).to_be_visible()
    good(lena)
    on_a_phone = visit(f"{live_server.url}/rounds/{one.pk}/telling/", as_=cast.member, narrow=True, dark=True)
    good(on_a_phone)
