"""A member connects their calendar and subscribes to their calls; a contact writes after the call, and is answered."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow
from tests.servers.radicale import PASSWORD, USER, running_radicale
from wellserved.calendars.tasks import look_up_busy_times
from wellserved.kit.clock import now
from wellserved.listening.models import Call, Heard
from wellserved.listening.tests.served import an_invited_call
from wellserved.mail.models import Letter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GUISES = [{"narrow": narrow, "dark": dark} for narrow in (False, True) for dark in (False, True)]


def in_every_guise(visit: Visits, url: str, name: str, **given: Any) -> None:
    """Wide and narrow, light and dark: axe finds nothing, and nothing sticks out."""
    for guise in GUISES:
        page = visit(url, **given, **guise)
        axe(page)
        assert overflow(page) == 0
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{guise['narrow']:d}{guise['dark']:d}.png", full_page=True)


def test_a_calendar_is_connected_and_subscribed_to(visit: Visits, live_server: Any, cast: Cast, settings: Any) -> None:
    settings.INSIDE_HOSTS = ("127.0.0.1",)
    with running_radicale() as radicale:
        radicale.calendar("work")
        in_every_guise(visit, f"{live_server.url}/calendar/", "empty", as_=cast.member)
        page = visit(f"{live_server.url}/calls/hours/", as_=cast.member)
        page.get_by_role("link", name="Your own calendar").click()
        page.get_by_label("Its address").fill(radicale.url)
        page.get_by_label("Your name there").fill(USER)
        page.get_by_label("Your password there").fill("not this")
        page.get_by_role("button", name="Connect it").click()
        expect(page.get_by_text("did not accept the name and password. Nothing was kept.")).to_be_visible()
        axe(page)
        page.get_by_label("Your password there").fill(PASSWORD)
        page.get_by_role("button", name="Connect it").click()
        expect(page.get_by_label("Work")).to_be_checked()
        page.get_by_role("button", name="Make the address").click()
        expect(page.get_by_text("It is shown this once only.")).to_be_visible()
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/made.png", full_page=True)
        axe(page)
        look_up_busy_times()
    cast.member.own_calendar.__class__.objects.update(look_next_at=now())
    look_up_busy_times()  # the server is gone by now
    in_every_guise(visit, f"{live_server.url}/calendar/", "failing", as_=cast.member)


def test_a_contact_writes_after_the_call_and_is_answered(visit: Visits, live_server: Any, cast: Cast) -> None:
    call, _ = an_invited_call(cast)
    Call.objects.filter(pk=call.pk).update(state="held", held_at=now() - timedelta(hours=2))
    in_every_guise(visit, f"{live_server.url}/calls/{call.pk}/heard/", "nothing", as_=cast.member)
    words = "It was good to speak with you.\n\nOne more thing: could the form at the desk be shorter?"
    Heard.objects.create(call=call, kind=Heard.Kind.LETTER, words=words)
    Heard.objects.create(call=call, kind=Heard.Kind.COMMENT, words="Fine, thanks.", at=now() - timedelta(days=2))
    page = visit(live_server.url, as_=cast.member)
    page.get_by_text("wrote to you").first.wait_for()
    page.get_by_role("link", name="Read it").first.click()
    page.get_by_text("could the form at the desk be shorter").wait_for()
    in_every_guise(visit, page.url, "heard", as_=cast.member)
    page.get_by_label("Your letter").fill("We look at it on Thursday. Thank you.")
    page.get_by_role("button", name="Send the letter").click()
    expect(page.get_by_text("Your letter is on its way.")).to_be_visible()
    assert "on Thursday" in Letter.objects.get(kind="reply").text
    axe(page)
