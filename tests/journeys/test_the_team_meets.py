"""A round's meeting: two people sort what was said at once, one by mouse and one by keyboard alone, and decide."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.boards import CHANGED, drag, inside, lying, note
from tests.journeys.browser import axe, overflow, press, tab_to
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.models import CallLine, Sorted, Theme
from wellserved.listening.queries.decided import outcomes_of
from wellserved.listening.tests.spoken import a_spoken_round, line_ids
from wellserved.promises.queries import promises_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_two_browsers_sort_at_once_and_see_the_same(visit: Any, live_server: Any, cast: Cast) -> None:
    one = a_spoken_round(cast)
    a, b, c, *_ = (str(pk) for pk in line_ids(one, is_quote=True))
    hours = make_theme(round_id=one.pk, name="Opening hours", by=cast.admin_by)
    desk = make_theme(round_id=one.pk, name="The desk", by=cast.admin_by)
    href = f"{live_server.url}/rounds/{one.pk}/board/?show=quotes"
    lena, milo = visit(href, as_=cast.lead), visit(href, as_=cast.member, dark=True)
    # Milo begins to type the name of a theme and has ticked a note, while Lena drags.
    milo.get_by_label("Name of the new theme").fill("Half a na")
    note(milo, c).locator("input").check()
    for line in (a, b):
        drag(lena, note(lena, line), lena.locator(f'[data-place="{hours.pk}"]'))
        lena.get_by_text("Put into Opening hours.").wait_for(state="attached")
    drag(lena, note(lena, b), note(lena, a), down=0.1)  # before the other
    for page in (lena, milo):
        expect(lying(page, hours)).to_have_count(2, timeout=CHANGED)
        expect(lying(page, hours).first).to_have_attribute("data-note", b, timeout=CHANGED)
    assert milo.get_by_label("Name of the new theme").input_value() == "Half a na"
    assert note(milo, c).locator("input").is_checked()
    assert milo.evaluate("document.activeElement.closest('[data-note]')?.dataset.note") == c  # focus stayed
    # Both move the same note: the last one wins, in both browsers, and it lies in one place only.
    drag(milo, note(milo, a), milo.locator(f'[data-place="{desk.pk}"]'))
    expect(lying(lena, desk)).to_have_count(1, timeout=CHANGED)
    drag(lena, note(lena, a), lena.locator('[data-place=""] h2'))
    lena.get_by_text("Put into Not sorted.").wait_for(state="attached")
    # What is ticked goes into a theme of its own.
    milo.get_by_label("Name of the new theme").fill("Walk in")
    milo.get_by_role("button", name="Put them there").click()
    lena.get_by_role("link", name="Walk in").wait_for(timeout=CHANGED)
    walk_in = Theme.objects.get(name="Walk in")
    for page in (lena, milo):
        expect(lying(page, desk)).to_have_count(0, timeout=CHANGED)
        expect(lying(page, walk_in)).to_have_count(1, timeout=CHANGED)
        assert [inside(page, theme) for theme in (hours, desk, walk_in)] == [[b], [], [c]]
        axe(page)
        assert overflow(page) == 0
    assert {str(row.line_id): row.theme_id for row in Sorted.objects.all()} == {b: hours.pk, c: walk_in.pk}


def test_by_keyboard_alone_a_note_is_moved_and_a_theme_decided(visit: Any, live_server: Any, cast: Cast) -> None:
    one = a_spoken_round(cast)
    first, second = (str(pk) for pk in line_ids(one, question=2, is_quote=True))
    hours = make_theme(round_id=one.pk, name="Opening hours", by=cast.admin_by)
    page = visit(f"{live_server.url}/rounds/{one.pk}/board/?show=quotes&question=2", as_=cast.lead)
    live = page.locator("[data-live]")
    tab_to(page, "Move: I start at seven")
    press(page, "ArrowDown", "Enter")
    live.get_by_text("Picked up. It lies in Not sorted.").wait_for(state="attached")
    press(page, "ArrowRight")
    live.get_by_text("Opening hours, 1 of 1").wait_for(state="attached")
    press(page, "Escape")
    live.get_by_text("Left where it was: Not sorted.").wait_for(state="attached")
    assert not Sorted.objects.exists()
    press(page, "Space", "ArrowRight", "Enter")
    live.get_by_text("Put into Opening hours, 1 of 1.").wait_for(state="attached")
    assert inside(page, hours) == [second] and "Move: I start" in page.evaluate("document.activeElement.ariaLabel")
    press(page, "ArrowLeft", "Enter", "ArrowRight", "ArrowUp", "Enter")
    live.get_by_text("Put into Opening hours, 1 of 2.").wait_for(state="attached")
    assert inside(page, hours) == [first, second]
    assert list(hours.sorted.order_by("place").values_list("line_id", flat=True)) == [
        *CallLine.objects.filter(pk=first).values_list("pk", flat=True),
        *CallLine.objects.filter(pk=second).values_list("pk", flat=True),
    ]
    axe(page)
    # The theme, and what is done about it.
    page.get_by_role("link", name="Opening hours").focus()
    press(page, "Enter")
    page.get_by_role("heading", name="What they said").wait_for()
    tab_to(page, "Not decided yet")
    press(page, "ArrowUp", "Tab")
    page.keyboard.type("Open at half past seven")
    axe(page)
    page.get_by_label("Who does it?").select_option(label="Milo Member")
    page.get_by_label("By which day?").fill("2030-12-02")
    tab_to(page, "That is decided")
    press(page, "Enter")
    page.get_by_text("Milo has promised it, and finds it on Today.").wait_for()
    assert promises_of(cast.member.pk).get().text == "Open at half past seven"
    [outcome] = outcomes_of(one.pk)
    assert (outcome.state, len(outcome.said)) == ("open", 2)


def test_a_finger_takes_the_button_and_the_page_can_still_be_scrolled(visit: Any, live_server: Any, cast: Cast) -> None:
    one = a_spoken_round(cast, calls=1)
    line = str(line_ids(one, question=2, is_quote=True)[0])
    hours = make_theme(round_id=one.pk, name="Opening hours", by=cast.admin_by)
    page = visit(f"{live_server.url}/rounds/{one.pk}/board/?show=quotes&question=2", as_=cast.lead, narrow=True)
    assert overflow(page) == 0
    axe(page)
    grip, target = note(page, line).get_by_role("button"), page.locator(f'[data-place="{hours.pk}"]')
    page.evaluate("window.scrollTo(0, 300)")
    a, b = grip.bounding_box(), target.bounding_box()
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", a["x"] + 10, a["y"] + 10)
    for step in range(1, 6):
        touch("touchMove", a["x"] + 10, a["y"] + 10 + (b["y"] + 40 - a["y"]) * step / 5)
    touch("touchEnd")
    page.get_by_text("Put into Opening hours.").wait_for(state="attached")
    assert inside(page, hours) == [line]


def test_without_a_script_notes_are_ticked_and_sent(visit: Any, live_server: Any, cast: Cast) -> None:
    one = a_spoken_round(cast, calls=1)
    page = visit(f"{live_server.url}/rounds/{one.pk}/board/", as_=cast.lead, script=False)
    page.get_by_label("Somebody looks up the moment you come in.").check()
    page.get_by_label("Name of the new theme").fill("The desk")
    page.get_by_role("button", name="Put them there").click()
    page.get_by_text("The desk is a theme now.").wait_for()
    page.get_by_label("The walk-up desk.").check()
    page.get_by_label("Where they go").select_option(label="The desk")
    page.get_by_role("button", name="Put them there").click()
    page.get_by_text("One lies in The desk now.").wait_for()
    assert Theme.objects.get().sorted.count() == 2


def test_without_a_connection_nothing_is_lost(visit: Any, live_server: Any, cast: Cast) -> None:
    one = a_spoken_round(cast, calls=1)
    line = str(line_ids(one, question=2, is_quote=True)[0])
    hours = make_theme(round_id=one.pk, name="Opening hours", by=cast.admin_by)
    page = visit(f"{live_server.url}/rounds/{one.pk}/board/?show=quotes&question=2", as_=cast.lead)
    page.get_by_label("Name of the new theme").fill("Half a na")
    page.context.set_offline(True)
    drag(page, note(page, line), page.locator(f'[data-place="{hours.pk}"]'))
    page.get_by_text("There is no connection just now").wait_for()
    assert inside(page, hours) == [] and note(page, line).is_visible()
    page.context.set_offline(False)
    page.get_by_text("There is no connection just now").wait_for(state="hidden", timeout=CHANGED)
    drag(page, note(page, line), page.locator(f'[data-place="{hours.pk}"]'))
    page.get_by_text("Put into Opening hours.").wait_for(state="attached")
    # Signed out meanwhile: it says so, and what was typed stands.
    page.context.clear_cookies()
    make_theme(round_id=one.pk, name="More", by=cast.admin_by)
    page.get_by_text("You were signed out").wait_for(timeout=CHANGED)
    assert page.get_by_label("Name of the new theme").input_value() == "Half a na"
