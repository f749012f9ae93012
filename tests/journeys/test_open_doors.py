"""Doors that stand open: a touch leaves one answer, and a kiosk forgets nothing while it is offline."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, tab_to
from wellserved.doors.models import HeldAnswer
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tests.opened import a_door
from wellserved.doors.tests.test_tickets import a_ticket
from wellserved.mail.models import Letter
from wellserved.surveys.models import Response
from wellserved.surveys.queries.companions import companion_token
from wellserved.surveys.tests.answers import make_answer

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_touch_on_a_help_desks_link_is_one_answer(visit: Visits, live_server: Any, cast: Cast) -> None:
    a_ticket(cast)
    link = f"{live_server.url}{path_of(a_door(cast, 'snippet'))}?felt=5&ticket=4711"
    page = visit(link, narrow=True)
    page.touchscreen.tap(200, 60)
    expect(page.get_by_text("Your first touch is saved already")).to_be_visible()
    answer = Response.objects.get()
    assert answer.one_touch and answer.felt == 5
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    answer.refresh_from_db()
    assert (answer.achieved, answer.felt, answer.one_touch, Response.objects.count()) == (2, 5, False, 1)
    again = visit(link.replace("felt=5", "felt=1"))
    again.get_by_role("button", name="Send").click()
    expect(again.get_by_role("heading", name="This piece of work has its answer")).to_be_visible()
    assert Response.objects.get().felt == 5


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_walk_up_answers_by_keyboard_at_390_pixels(visit: Visits, live_server: Any, cast: Cast, script: bool) -> None:
    page = visit(live_server.url + path_of(a_door(cast)), narrow=True, script=script)
    if script:
        axe(page)
        assert overflow(page) == 0
    tab_to(page, "Partly") if script else page.get_by_label("Partly").focus()
    page.keyboard.press("Space")
    page.get_by_label("Good").focus()
    page.keyboard.press("Space")
    page.get_by_label("In your own words").fill("Kind, but I waited.")
    page.wait_for_timeout(0 if script else 2100)
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    answer = Response.objects.get()
    assert (answer.felt, answer.words) == (4, "Kind, but I waited.")
    page.get_by_role("link", name="Change what I said").click()
    page.get_by_label("Great").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().version == 2 and Response.objects.get().felt == 5


def start(page: Page) -> None:
    page.locator("#pin-in").fill("2468")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("button", name="Start")).to_be_hidden()


def speak(page: Page, face: str, words: str = "") -> None:
    page.get_by_label(face, exact=True).check()
    if words:
        page.get_by_label("In your own words").fill(words)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.locator("#thanks").click()  # the next in the queue does not wait for six seconds
    expect(page.get_by_label(face, exact=True)).not_to_be_checked()
    expect(page.get_by_label("In your own words")).to_have_value("")


def test_a_kiosk_works_offline_for_a_day_and_brings_everything_once(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    door = a_door(cast, "kiosk")
    visit.forgive("Failed to fetch")
    page = visit(live_server.url + path_of(door), viewport={"width": 1024, "height": 768})
    axe(page)
    start(page)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # now the worker has seen the page, and keeps it
    page.get_by_role("button", name="Touch to begin").click()
    with page.expect_response(lambda got: got.request.method == "POST") as brought:
        speak(page, "Great", "Online.")
    assert brought.value.status == 204 and Response.objects.count() == 1

    page.context.set_offline(True)
    speak(page, "Good", "First, without a network.")
    speak(page, "Great")
    page.reload()  # the tablet was switched off and on
    page.get_by_role("button", name="Touch to begin").click()
    speak(page, "Poor", "After the tablet had slept.")
    expect(page.locator("#waiting")).to_have_text("3 answers wait for the network")
    assert Response.objects.count() == 1

    page.context.set_offline(False)
    expect(page.locator("#waiting")).to_have_attribute("data-count", "0", timeout=40_000)
    assert sorted(Response.objects.values_list("felt", flat=True)) == [2, 4, 5, 5]
    page.reload()
    page.wait_for_timeout(1500)
    assert Response.objects.count() == 4 and HeldAnswer.objects.count() == 0
    assert {answer.invitation.channel for answer in Response.objects.all()} == {"kiosk"}


def test_what_a_kiosk_sent_without_hearing_back_is_not_counted_twice(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    """The network dies after the answer has arrived and before the tablet hears of it."""
    page = visit(live_server.url + path_of(a_door(cast, "kiosk")))
    visit.forgive("Failed to fetch")
    start(page)
    lost = []

    def lose_the_reply(route: Any) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    page.context.route("**/k/*", lose_the_reply)
    speak(page, "Great", "Only once.")
    expect(page.locator("#waiting")).to_have_attribute("data-count", "1")
    assert Response.objects.count() == 1
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#waiting")).to_have_attribute("data-count", "0")
    assert Response.objects.get().version == 1


def test_a_kiosk_guards_its_way_out_and_clears_itself(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit()
    page.clock.install()
    page.goto(live_server.url + path_of(a_door(cast, "kiosk")))
    start(page)
    page.get_by_label("Great", exact=True).check()
    page.clock.fast_forward(46_000)
    expect(page.get_by_label("Great", exact=True)).not_to_be_checked()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").first).to_contain_text("Nothing was chosen yet")
    page.get_by_role("button", name="Leave the kiosk").click()
    page.locator("#pin").fill("1111")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text("That is not the PIN.")).to_be_visible()
    axe(page)
    page.locator("#pin").fill("2468")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert Response.objects.count() == 0


def test_a_kiosk_lets_its_people_out_without_a_network_and_tells_nobody_how(
    visit: Visits, live_server: Any, cast: Cast
) -> None:
    visit.forgive("Failed to fetch")
    page = visit(live_server.url + path_of(a_door(cast, "kiosk")), viewport={"width": 1024, "height": 768})
    page.locator("#pin-in").fill("1111")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("That is not the PIN.")).to_be_visible()
    start(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Leave the kiosk").click()
    page.locator("#pin").fill("1112")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_text("That is not the PIN.")).to_be_visible()
    page.locator("#pin").fill("2468")
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(page.get_by_role("button", name="Start")).to_be_visible()


def test_a_kiosk_without_scripts_comes_back_empty(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + path_of(a_door(cast, "kiosk")), script=False)
    page.get_by_label("So-so").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().felt == 3


def test_not_going_well_calls_a_lead_who_is_seen_coming(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + path_of(a_door(cast, "not_well")), narrow=True)
    axe(page)
    page.get_by_label("Where are you, or how can we reach you?").fill("Front desk, blue jacket")
    page.get_by_label("What is wrong?").fill("I have waited for an hour, and nobody looks up.")
    page.get_by_role("button", name="Call somebody now").tap()
    expect(page.get_by_role("heading", name="We have told them")).to_be_visible()
    assert Letter.objects.get(kind="alert").to_email == "lena@campus.example"
    today = visit(live_server.url + "/", as_=cast.lead)
    line = today.get_by_role("listitem").filter(has_text="I have waited for an hour")
    expect(line).to_contain_text("Front desk, blue jacket")
    line.get_by_role("link").click()
    axe(today)
    today.get_by_role("button", name="I am on my way").click()
    page.reload()
    expect(page.get_by_role("heading", name="Lena is on the way to you")).to_be_visible()
    today.get_by_label("It could be put right").check()
    today.get_by_role("button", name="Write it down").click()
    expect(today.get_by_role("heading", name="It could be put right")).to_be_visible()


def test_a_kind_word_reaches_its_owner_and_whom_they_report_to(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + path_of(a_door(cast, "thanks", team=None)), narrow=True)
    page.get_by_label("Their team").select_option("Service desk")
    page.get_by_role("button", name="Find them").tap()
    expect(page.get_by_label("Milo Member")).to_be_visible()
    page.wait_for_load_state()
    axe(page)
    assert overflow(page) == 0
    page.get_by_label("Milo Member").check()
    page.get_by_label("What did they do?").fill("Stayed after hours so that my talk could begin.")
    page.wait_for_timeout(2100)
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", name="Thank you. It is on its way.")).to_be_visible()
    sent = set(Letter.objects.filter(kind="kudos").values_list("to_email", flat=True))
    assert sent == {"milo@campus.example", "lena@campus.example"}
    own = visit(live_server.url + "/kudos/", as_=cast.member)
    expect(own.get_by_text("Stayed after hours so that my talk could begin.")).to_be_visible()


def test_a_bystander_speaks_beside_the_main_answer(visit: Visits, live_server: Any, cast: Cast) -> None:
    main = make_answer(cast, words="It went well for me.")
    page = visit(f"{live_server.url}/b/{companion_token(main.pk)}", narrow=True)
    expect(page.get_by_role("heading", name="You were there, too")).to_be_visible()
    assert "It went well for me." not in page.content()
    page.get_by_label("Poor").check()
    page.get_by_label("In your own words").fill("Nobody spoke to me at all.")
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    beside = Response.objects.exclude(pk=main.pk).get()
    assert beside.invitation.beside_id == main.pk and beside.team_id == cast.desk.pk
    main.refresh_from_db()
    assert (main.version, main.words) == (1, "It went well for me.")
