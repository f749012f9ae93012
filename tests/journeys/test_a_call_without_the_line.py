"""A member calls: the line breaks in the middle, the laptop is closed, two pages write; and no word is lost."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, press, tab_to
from wellserved.listening.models import Call, CallingHours, CallLine
from wellserved.listening.tests.served import an_invited_call
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.promises.models import Promise

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
THREE = ("How did you learn about us?", "What do you like or enjoy the most", "If you could change one thing")
KEPT = """async () => ({ caches: await caches.keys(), databases: (await indexedDB.databases()).map((one) => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length })"""


def a_call(cast: Cast) -> Call:
    call, _ = an_invited_call(cast)
    CallingHours.objects.create(member=cast.member, timezone="UTC", direct="Ext. 4417")
    return call


def standing(page: Page, words: str) -> None:
    expect(page.locator("[data-standing-words]")).to_have_text(words, timeout=15_000)


def kept_for_later(page: Page) -> None:
    """The page and what it is made of have been kept."""
    page.locator("main[data-kept=here]").wait_for()


def said(call: Call) -> list[tuple[int, str, bool]]:
    """What stands on the server."""
    lines = CallLine.objects.filter(call=call, removed_at=None).exclude(text="").order_by("question", "place")
    return [(line.question, line.text.strip(), line.is_quote) for line in lines]


def test_the_line_breaks_in_the_middle_of_a_call(visit: Visits, live_server: Any, cast: Cast) -> None:
    """Typed, marked, cut off, reloaded without the line, ended without it: all of it is there when it is back."""
    call = a_call(cast)
    visit.forgive("ERR_INTERNET_DISCONNECTED")
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    page.get_by_role("button", name="Start the clock").click()
    page.get_by_label(THREE[0]).press_sequentially("New-staff tour.")
    standing(page, "Saved")
    kept_for_later(page)
    page.context.set_offline(True)
    page.get_by_label(THREE[1]).press_sequentially("Walk-up desk. Somebody looks up the moment you come in.")
    press(page, "Alt+q")
    page.get_by_label(THREE[1]).press_sequentially(" The phone is fine.")
    standing(page, "Saved on this laptop, will sync")
    assert [text for _, text, _ in said(call)] == ["New-staff tour."]
    page.reload()
    expect(page.get_by_label(THREE[1])).to_have_value(
        "Walk-up desk. Somebody looks up the moment you come in. The phone is fine."
    )
    assert page.locator(".behind mark").all_inner_texts() == ["Somebody looks up the moment you come in."]
    page.get_by_label("I promised …").press_sequentially("Send the new key")
    page.get_by_label(THREE[0]).press_sequentially(" Then a colleague.")
    standing(page, "Saved on this laptop, will sync")
    axe(page)
    page.context.set_offline(False)
    standing(page, "Saved")
    assert said(call) == [
        (0, "New-staff tour. Then a colleague.", False),
        (1, "Walk-up desk.", False),
        (1, "Somebody looks up the moment you come in.", True),
        (1, "The phone is fine.", False),
        (99, "Send the new key", False),
    ]
    page.get_by_role("button", name="End the call").click()
    page.get_by_role("button", name="Send your thanks").click()
    page.get_by_text("You thanked them").wait_for()
    assert page.get_by_label("What will you do?").input_value() == "Send the new key"
    page.get_by_role("button", name="Promise it").click()
    page.get_by_text("It stands on Today until you keep it").wait_for()
    call.refresh_from_db()
    assert (call.state, Promise.objects.get().text) == ("held", "Send the new key")
    assert Letter.objects.filter(kind="call_thanks").count() == 1


def test_a_call_that_ends_without_the_line_is_known_when_it_is_back(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    call = a_call(cast)
    visit.forgive("ERR_INTERNET_DISCONNECTED")
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    kept_for_later(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Start the clock").click()
    page.get_by_label(THREE[2]).press_sequentially("Longer hours")
    page.get_by_role("button", name="Nobody answered").click()
    page.get_by_text("There is no line just now").wait_for()
    page.get_by_role("button", name="End the call").click()
    page.get_by_text("The call has ended. Your notes are on this laptop").wait_for()
    page.reload()
    page.context.set_offline(False)
    standing(page, "Saved")
    call.refresh_from_db()
    assert (call.state, said(call)) == ("held", [(2, "Longer hours", False)])


def test_two_pages_write_in_the_same_call_and_both_are_kept(visit: Visits, live_server: Any, cast: Cast) -> None:
    call = a_call(cast)
    visit.forgive("ERR_INTERNET_DISCONNECTED")
    laptop = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    laptop.get_by_label(THREE[0]).press_sequentially("A tour")
    standing(laptop, "Saved")
    phone = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member, narrow=True)
    expect(phone.get_by_label(THREE[0])).to_have_value("A tour")
    phone.context.set_offline(True)
    laptop.get_by_label(THREE[0]).press_sequentially(" for new staff")
    standing(laptop, "Saved")
    phone.get_by_label(THREE[0]).press_sequentially(", then a colleague")
    standing(
        phone,
        "Saved on this phone, will sync"
        if phone.evaluate("matchMedia('(pointer: coarse)').matches")
        else "Saved on this laptop, will sync",
    )
    phone.context.set_offline(False)
    standing(phone, "Edited in two places: both are kept")
    expect(phone.get_by_label(THREE[0])).to_have_value("A tour for new staff\nA tour, then a colleague")
    axe(phone)
    assert overflow(phone) == 0
    laptop.get_by_label(THREE[2]).press_sequentially("x")  # whatever is written brings the other's words along
    standing(laptop, "Edited in two places: both are kept")
    laptop.get_by_label(THREE[0]).fill("A tour for new staff, then a colleague")
    standing(laptop, "Saved")


def test_signing_out_leaves_nothing_on_the_device_and_nobody_else_sees_it(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    call = a_call(cast)
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    page.get_by_label(THREE[0]).press_sequentially("In confidence")
    standing(page, "Saved")
    kept_for_later(page)
    assert page.evaluate(KEPT) == {"caches": ["calls-1"], "databases": ["calls"], "workers": 1}
    page.goto(live_server.url + "/account/")
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate(KEPT) == {"caches": [], "databases": [], "workers": 0}


def test_words_that_wait_are_brought_from_any_page_and_no_sign_out_loses_them_unasked(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    call = a_call(cast)
    visit.forgive("ERR_INTERNET_DISCONNECTED")
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    kept_for_later(page)
    today = visit(live_server.url + "/account/", beside=page)
    page.context.set_offline(True)
    page.get_by_label(THREE[0]).press_sequentially("In the cellar")
    standing(page, "Saved on this laptop, will sync")
    page.close()
    today.get_by_role("button", name="Sign out").first.click()
    today.get_by_text("Notes of a call have not reached us yet").wait_for()
    with today.expect_response(lambda got: got.url.endswith("/lines/")):
        today.context.set_offline(False)
    today.get_by_role("button", name="Sign out").first.click()
    today.wait_for_url("**/sign-in/**")
    assert said(call) == [(0, "In the cellar", False)]
    assert today.evaluate(KEPT) == {"caches": [], "databases": [], "workers": 0}


def test_another_person_on_the_same_device_sees_nothing(visit: Visits, live_server: Any, cast: Cast) -> None:
    """The first one's session ran out; the second one signs in."""
    call = a_call(cast)
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    page.get_by_label(THREE[0]).press_sequentially("In confidence")
    standing(page, "Saved")
    kept_for_later(page)
    other = visit(beside=page, as_=cast.outsider, url=live_server.url + "/account/")
    assert other.evaluate(KEPT) == {"caches": [], "databases": [], "workers": 0}
    assert "In confidence" not in other.content()
    assert other.goto(f"{live_server.url}/calls/{call.pk}/").status == 404  # type: ignore[union-attr]


def test_a_session_that_ran_out_loses_no_word(visit: Visits, live_server: Any, cast: Cast) -> None:
    call = a_call(cast)
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member)
    standing(page, "Saved")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label(THREE[0]).press_sequentially("A tour")
    page.get_by_text("You are signed out. Nothing is lost").wait_for()
    standing(page, "Saved on this laptop, will sync")
    again = visit(beside=page, as_=cast.member, url=f"{live_server.url}/calls/{call.pk}/")
    expect(again.get_by_label(THREE[0])).to_have_value("A tour")
    standing(again, "Saved")
    assert said(call) == [(0, "A tour", False)]


def test_who_types_before_the_script_is_there_loses_nothing(visit: Visits, live_server: Any, cast: Cast) -> None:
    call = a_call(cast)
    page = visit(as_=cast.member, url=live_server.url + "/account/")
    held: list[Route] = []
    page.route("**/call/page.js", lambda route: held.append(route))
    page.goto(f"{live_server.url}/calls/{call.pk}/", wait_until="commit")
    page.get_by_label(THREE[0]).press_sequentially("Quick as a wink")
    held[0].continue_()
    standing(page, "Saved")
    assert said(call) == [(0, "Quick as a wink", False)]


def test_by_keyboard_alone_and_without_a_script(visit: Visits, live_server: Any, cast: Cast) -> None:
    call = a_call(cast)
    Contact.objects.filter(pk=call.contact_id).update(name="Bea Contact")
    page = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member, dark=True)
    standing(page, "Saved")
    tab_to(page, THREE[0])
    page.keyboard.type("The tour.")
    press(page, "Tab")
    page.keyboard.type("So fast.")
    press(page, "Alt+q", "Tab")
    page.keyboard.type("Nothing.")
    axe(page)
    standing(page, "Saved")
    assert said(call) == [(0, "The tour.", False), (1, "So fast.", True), (2, "Nothing.", False)]
    press(page, "Shift+Tab", "Alt+q")
    standing(page, "Saved")
    assert said(call)[1] == (1, "So fast.", False)
    plain = visit(f"{live_server.url}/calls/{call.pk}/", as_=cast.member, script=False)
    plain.get_by_label(THREE[2]).fill("Nothing. Or the hours.")
    plain.get_by_role("button", name="End the call").click()
    plain.get_by_role("heading", name="You spoke with Bea Contact. What now?").wait_for()
    assert said(call)[2] == (2, "Nothing. Or the hours.", False)
