"""Ideas are placed privately, shown to all at once, bargained for at one table, done, and checked against a number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.boards import CHANGED
from tests.journeys.browser import axe, overflow, press
from wellserved.improvements.actions.weighing import place_ideas
from wellserved.improvements.models import Card, Improvement, Placement, Weighing
from wellserved.improvements.shapes import Placed
from wellserved.improvements.tests.ideas import a_weighing, an_idea, dealt, done
from wellserved.kit.clock import now
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn
from wellserved.tallies.tasks import fold_tallies

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_everybody_places_privately_and_the_middle_is_shown_to_all(visit: Any, live_server: Any, cast: Cast) -> None:
    call, early = an_idea(cast), an_idea(cast, "Open the desk at half past seven in term")
    weighing = a_weighing(cast, call, early)
    place_ideas(
        weighing_id=weighing.pk,
        member=cast.manager,
        placed=[Placed(call.pk, 3, 9), Placed(early.pk, 8, 8)],
        by=cast.admin_by,
    )
    href = f"{live_server.url}/improvements/weighings/{weighing.pk}/"
    lena, milo = visit(href, as_=cast.lead), visit(href, as_=cast.member, dark=True)
    otto = visit(href, as_=cast.outsider, narrow=True)
    # Milo drags, Lena uses the arrows, Otto types numbers.
    dot, plane = milo.locator(f'[data-dot="{call.pk}"]'), milo.locator("[data-plane]")
    a, b = dot.bounding_box(), plane.bounding_box()
    milo.mouse.move(a["x"] + 18, a["y"] + 18)
    milo.mouse.down()
    milo.mouse.move(b["x"] + b["width"] * 0.15, b["y"] + b["height"] * 0.05, steps=5)
    milo.mouse.up()
    expect(milo.locator(f"[name=x-{call.pk}]")).to_have_value("2")
    expect(milo.locator(f"[name=y-{call.pk}]")).to_have_value("10")
    milo.get_by_text("Kept. Nobody else sees it.").wait_for()
    lena.locator(f'[data-dot="{call.pk}"]').focus()
    press(lena, "ArrowLeft", "ArrowLeft", "ArrowUp")
    lena.get_by_text("Kept. Nobody else sees it.").wait_for()
    otto.locator(f"[name=x-{call.pk}]").fill("5")
    otto.locator(f"[name=y-{call.pk}]").fill("6")
    otto.get_by_role("button", name="Keep what I think").click()
    otto.get_by_text("Kept. Nobody else sees it.").wait_for()
    lena.get_by_text("Four of us have placed something.").wait_for(timeout=CHANGED)
    placed = {one.member_id: (one.x, one.y) for one in Placement.objects.filter(improvement=call)}
    assert placed[cast.member.pk] == (2, 10)
    assert placed[cast.lead.pk] == (3, 6) and placed[cast.outsider.pk] == (5, 6)
    for page in (lena, milo, otto):
        axe(page)
        assert overflow(page) == 0
    lena.get_by_role("button", name="Show the middle to everybody").click()
    for page in (lena, milo, otto):
        page.get_by_role("heading", name="What we think it is worth").wait_for(timeout=CHANGED)
        assert "3" in page.get_by_role("row", name="Call back before noon").inner_text()
        assert "too few" in page.get_by_role("row", name="half past seven").inner_text()
        axe(page)
        assert overflow(page) == 0
    assert Weighing.objects.get().revealed_by == cast.lead


def test_two_bargain_at_one_table_and_what_is_funded_is_chosen(visit: Any, live_server: Any, cast: Cast) -> None:
    call, early = an_idea(cast), an_idea(cast, "Open the desk at half past seven in term")
    one = dealt(cast, {call: 4, early: 6}, hand=3)
    href = f"{live_server.url}/improvements/cards/{one.pk}/"
    lena, milo = visit(href, as_=cast.lead), visit(href, as_=cast.member, narrow=True, dark=True)
    stake = one.stakes.get(improvement=call)
    lena.locator(f"#lay-count-{stake.pk}").fill("3")
    lena.locator(f"#lay-{stake.pk}").click()
    lena.get_by_text("Your hand is empty").wait_for()
    milo.locator(f"#lay-count-{stake.pk}").fill("2")  # half typed while the table changes under it
    milo.get_by_text("Lena 3").wait_for(timeout=CHANGED)
    assert milo.locator(f"#lay-count-{stake.pk}").input_value() == "2"
    milo.locator("#lend-to").select_option(label="Lena Lead")
    milo.locator("#lend-do").click()
    lena.get_by_text("One card in your hand").wait_for(timeout=CHANGED)
    lena.get_by_text("You play 1 card of Milo’s.").wait_for()
    lena.locator(f"#lay-{stake.pk}").click()
    for page in (lena, milo):
        page.get_by_text("4 of 4").wait_for(timeout=CHANGED)
        axe(page)
        assert overflow(page) == 0
    assert Card.objects.count() == 9 and stake.cards.count() == 4
    lena.get_by_role("button", name="Close the round").click()
    lena.get_by_text("Closed. One idea is funded, and chosen.").wait_for()
    milo.get_by_role("heading", name="What we funded with our cards").wait_for(timeout=CHANGED)
    call.refresh_from_db()
    assert call.state == "chosen"


def test_a_line_is_written_down_done_and_checked(visit: Any, live_server: Any, cast: Cast) -> None:
    lena = visit(f"{live_server.url}/improvements/", as_=cast.lead)
    lena.get_by_label("I keep hearing…").fill("Say what happens next before hanging up")
    lena.get_by_role("button", name="Put it on the board").click()
    lena.get_by_role("button", name="Choose it").click()
    lena.get_by_role("link", name="Say who does it").click()
    lena.get_by_label("Who does it?").select_option(label="Milo Member")
    lena.get_by_label("By which day?").fill("2035-01-01")
    lena.get_by_role("button", name="That is agreed").click()
    lena.get_by_role("heading", name="Milo Member is on it, by 1 January 2035").wait_for()
    axe(lena)
    milo = visit(lena.url, as_=cast.member, narrow=True)
    milo.get_by_role("link", name="It is done").click()
    axe(milo)
    milo.get_by_role("button", name="It is done").click()
    milo.get_by_text("We look on").wait_for()
    # The weeks pass: 60 of 100 before it, 80 after it.
    idea = done(cast, an_idea(cast, "Call back before noon"), ago=100)
    assert idea.done_on is not None
    answered = [
        DeltaIn(
            idea.done_on + timedelta(weeks=week),
            team=cast.desk.pk,
            answered=1,
            achieved_after=2,
            felt_after=5 if n < (12 if week < 0 else 16) else 3,
        )
        for week in range(-20, 10)
        for n in range(20)
    ]
    add_deltas(deltas=answered)
    fold_tallies()
    milo.goto(live_server.url)
    milo.get_by_text("Did it help? It is time to look.", exact=True).wait_for()
    milo.get_by_role("link", name="Look at the number").click()
    milo.get_by_role("heading", name="It moved", exact=True).wait_for()
    axe(milo)
    assert overflow(milo) == 0
    lena.goto(milo.url)
    milo.get_by_role("button", name="Keep this on the board").click()
    milo.get_by_text("It stands on the board as checked.").wait_for()
    lena.goto(f"{live_server.url}/improvements/")
    axe(lena)
    assert overflow(lena) == 0
    checked = Improvement.objects.get(pk=idea.pk)
    assert (checked.state, checked.verdict, checked.checked_by) == ("checked", "moved", cast.member)
    assert checked.checked_at and checked.checked_at <= now()
