"""The answer page in a real browser: robots leave nothing, people are heard, by hand, by key and by touch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.browser import Visits, axe, overflow, press, tab_to
from wellserved.files.tests.pictures import picture
from wellserved.surveys.models import EarlierVersion, Photo, Response
from wellserved.surveys.tests.links import make_link

SAVED = "Your first touch is saved already"
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def href(live_server: Any, cast: Cast) -> str:
    return f"{live_server.url}{make_link(cast).href}"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def said() -> list[tuple[Any, ...]]:
    return list(Response.objects.values_list("achieved", "felt", "one_touch", "version"))


def test_a_robot_that_follows_every_link_and_runs_scripts_leaves_nothing(visit: Visits, href: str) -> None:
    for face in range(1, 6):
        page = visit(f"{href}?felt={face}", narrow=True)
        page.request.head(f"{href}?felt={face}")
        page.mouse.move(200, 300)
        page.mouse.wheel(0, 400)
        page.evaluate("""() => {
            for (const name of ["pointerdown", "keydown", "touchstart", "mousemove", "click", "change"])
                document.querySelector("[value='1']").dispatchEvent(new Event(name, {bubbles: true}));
            document.querySelector("label.pick").click();
        }""")
        page.wait_for_timeout(200)
        page.close()
    assert said() == []


@pytest.mark.parametrize("sign", ["pointer", "key", "touch"])
def test_the_first_human_sign_saves_the_face_that_the_letter_chose(visit: Visits, href: str, sign: str) -> None:
    page = visit(f"{href}?felt=4", narrow=True)
    expect(page.get_by_label("Good")).to_be_checked()
    expect(page.get_by_text(SAVED)).to_have_count(0)
    if sign == "pointer":
        page.mouse.click(8, 300)
    elif sign == "key":
        page.keyboard.press("Tab")
    else:
        page.touchscreen.tap(8, 300)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert said() == [(None, 4, True, 1)]
    page.mouse.click(8, 300)
    page.get_by_text("Great", exact=True).click()
    page.get_by_text("Yes", exact=True).click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. It is with us now.")
    assert said() == [(2, 5, False, 1)]


def test_saved_is_said_only_when_the_server_has_it(visit: Visits, href: str) -> None:
    page = visit()
    page.goto(f"{href}?felt=4")
    page.route("**/a/*", lambda route: route.fulfill(status=503))
    page.mouse.click(8, 300)
    page.wait_for_timeout(300)
    expect(page.get_by_text(SAVED)).to_have_count(0)
    assert said() == []


def test_one_answer_changed_once(visit: Visits, href: str) -> None:
    page = visit(href)
    page.get_by_text("Yes", exact=True).click()
    page.get_by_text("Great", exact=True).click()
    page.get_by_text("Listened", exact=True).click()
    page.get_by_label("In your own words").fill("Explained it twice.")
    page.get_by_role("button", name="Send").click()
    axe(page)
    page.get_by_role("link", name="Change what I said").click()
    expect(page.get_by_label("Great")).to_be_checked()
    expect(page.get_by_label("In your own words")).to_have_value("Explained it twice.")
    page.get_by_text("Poor", exact=True).click()
    expect(page.get_by_role("group", name="What was missing?")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("hears of it within a working hour")).to_be_visible()
    assert said() == [(2, 2, False, 2)]
    assert EarlierVersion.objects.get().felt == 5


def test_without_a_script_everything_works(visit: Visits, href: str, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture())
    page = visit(f"{href}?felt=2", script=False, narrow=True)
    expect(page.get_by_role("group", name="What was missing?")).to_be_visible()
    expect(page.get_by_text("Add a photo")).to_be_hidden()
    page.get_by_text("No", exact=True).click()
    page.get_by_role("button", name="Send").click()
    assert said() == [(0, 2, False, 1)]
    page.get_by_label("Does a photo say more?").set_input_files(photo)
    page.get_by_role("button", name="Add to my answer").click()
    expect(page.get_by_text("1 photo is with your answer.")).to_be_visible()
    assert Photo.objects.count() == 1


def test_a_photo_goes_along_with_the_form(visit: Visits, href: str, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture())
    page = visit(href)
    page.get_by_text("Good", exact=True).click()
    page.get_by_label("Add a photo").set_input_files(photo)
    expect(page.get_by_text("1 photo chosen")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("1 photo is with your answer.")).to_be_visible()
    assert said() == [(None, 4, False, 1)]


def test_by_keyboard_alone_on_a_narrow_screen(visit: Visits, href: str) -> None:
    page = visit(href, narrow=True)
    press(page, "Tab", "ArrowRight", "ArrowRight")  # No, Partly, Yes
    expect(page.get_by_label("Yes")).to_be_checked()
    press(page, "Tab", "Space", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    expect(page.get_by_label("Great")).to_be_checked()
    press(page, "Tab", "Space")
    expect(page.get_by_label("Friendly")).to_be_checked()
    tab_to(page, "In your own words")
    page.keyboard.type("Kind.")
    tab_to(page, "You may call me")
    press(page, "Space")
    tab_to(page, "Send")
    press(page, "Enter")
    expect(page.get_by_text("You said that we may call you")).to_be_visible()
    answer = Response.objects.get()
    assert (answer.achieved, answer.felt, answer.qualities, answer.words, answer.may_call) == (2, 5, 1, "Kind.", True)


def smallest_targets(page: Page) -> list[str]:
    return page.evaluate("""() => [...document.querySelectorAll(".pick, button, a, textarea, label:has(input), .file")]
        .filter((it) => it.offsetParent)
        .filter((it) => it.offsetHeight < 44 || it.offsetWidth < 44).map((it) => it.outerHTML)""")


@pytest.mark.parametrize("size", ["wide", "narrow", "small"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_state_is_accessible_and_fits(visit: Visits, href: str, size: str, dark: bool) -> None:
    viewport = SMALL if size == "small" else None
    page = visit(f"{href}?felt=2", narrow=size == "narrow", dark=dark, viewport=viewport)
    axe(page)
    assert (overflow(page), smallest_targets(page)) == (0, [])
    page.get_by_role("button", name="Send").click()
    for address in (f"{href}?sent", href, href.replace("/a/", "/a/none")):
        page.goto(address)
        axe(page)
        assert (overflow(page), smallest_targets(page)) == (0, [])


def test_it_reads_from_right_to_left_without_sticking_out(visit: Visits, href: str) -> None:
    page = visit(href, narrow=True)
    page.evaluate("() => { document.documentElement.dir = 'rtl'; }")
    assert overflow(page) == 0
    mark, name = (page.locator(f".from > {part}").bounding_box() for part in ("svg", "span"))
    assert mark
    assert name
    assert mark["x"] > name["x"]


@pytest.mark.parametrize("narrow", [False, True])
def test_nothing_jumps_while_it_loads_or_is_filled_in(visit: Visits, href: str, narrow: bool) -> None:
    page = visit(narrow=narrow)
    page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach(
        (it) => { window.moved += it.value; })).observe({type: "layout-shift", buffered: true});""")
    page.goto(f"{href}?felt=4")
    page.wait_for_function("() => document.fonts.size > 0 || performance.now() > 4000")
    page.wait_for_timeout(300)
    for name in ("Yes", "Great", "Awful", "Listened"):
        page.get_by_text(name, exact=True).click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert page.evaluate("() => window.moved") < 0.02
