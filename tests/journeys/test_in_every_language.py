"""Whoever is served reads and answers in their own language: by touch, by key, by ear, and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.browser import NARROW, Visits, axe, overflow, press, tab_to
from tests.journeys.speech import spoken
from wellserved.doors.models import LeadCall
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tests.opened import a_door
from wellserved.files.tests.pictures import picture
from wellserved.kit.clock import now
from wellserved.kit.languages import LANGUAGES, direction
from wellserved.kudos.models import Kudos
from wellserved.surveys.models import Photo, Response
from wellserved.surveys.tests.links import make_link

ENGLISH = re.compile(
    r"\b(the|you|your|is|and|within|until|ask|reads|about|served|press|who|what|send)\b", re.IGNORECASE
)
OURS = ("Our organisation", "Service desk", *LANGUAGES.values())


# What is said of the answer page, in its order: each question with its choices, then what follows them.
HEARD: dict[str, list[tuple[str, str, str]]] = {
    "ar": [
        ("heading", "كيف كانت خدمتنا لكم؟", ""),
        ("group", "هل حصلتم على ما جئتم من أجله؟", "radio لا/جزئيًا/نعم"),
        ("group", "وكيف كان شعوركم؟", "radio سيئ جدًا/سيئ/متوسط/جيد/ممتاز"),
        (
            "group",
            "ما الذي أسهم في ذلك؟",
            "checkbox الودّ/التهذيب/سرعة الاستجابة/الكفاءة/الاهتمام"
            "/حسن الإصغاء/الوضوح/الإلمام بالموضوع/الاحترام/التقدير",
        ),
        ("textbox", "بكلماتكم", ""),
        ("button", "+ إضافة صورة", ""),
        ("status", "", ""),
        ("checkbox", "يمكنكم الاتصال بي بهذا الشأن", ""),
        ("button", "إرسال", ""),
    ],
    "zh-hans": [
        ("heading", "我们的服务怎么样？", ""),
        ("group", "您要办的事办成了吗？", "radio 没有/办成一部分/办成了"),
        ("group", "您的感受如何？", "radio 非常差/差/一般/好/非常好"),
        (
            "group",
            "是什么让您有这样的感受？",
            "checkbox 友善/礼貌/及时/高效/用心/倾听/表达清楚/专业/尊重/让我感到受重视",
        ),
        ("textbox", "用您自己的话说", ""),
        ("button", "+ 添加照片", ""),
        ("status", "", ""),
        ("checkbox", "可以就此事给我打电话", ""),
        ("button", "发送", ""),
    ],
}
THANKED = {"ar": "شكرًا لكم. وصلتنا إجابتكم.", "zh-hans": "谢谢您。我们已经收到。"}
CHOSEN = {"ar": ("نعم", "ممتاز", "حسن الإصغاء", "الإلمام بالموضوع"), "zh-hans": ("办成了", "非常好", "倾听", "专业")}


def heard_in(language: str) -> list[tuple[str, str]]:
    """Roles and names, one after the other."""
    said: list[tuple[str, str]] = []
    for role, name, choices in HEARD[language]:
        kind, _, names = choices.partition(" ")
        said += [(role, name), *((kind, one) for one in names.split("/") if one)]
    return said


@pytest.fixture
def href(live_server: Any, cast: Cast) -> str:
    return f"{live_server.url}{make_link(cast, language='ar').href}"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def answered() -> tuple[Any, ...]:
    answer = Response.objects.get()
    return answer.achieved, answer.felt, answer.qualities, answer.words, answer.may_call


def test_an_answer_in_arabic_on_a_telephone(visit: Visits, href: str) -> None:
    page = visit(f"{href}?felt=2", narrow=True, language="ar-EG")
    assert page.locator("html").get_attribute("dir") == "rtl"
    expect(page.get_by_role("group", name="ما الذي كان ينقص؟")).to_be_visible()
    no, yes = (page.get_by_text(word, exact=True).bounding_box() for word in ("لا", "نعم"))
    assert no and yes and no["x"] > yes["x"]  # the first choice stands at the right
    page.get_by_text("جزئيًا", exact=True).tap()
    expect(page.get_by_text("حُفظ اختياركم الأول")).to_be_visible()
    page.get_by_text("حسن الإصغاء", exact=True).tap()
    page.get_by_label("بكلماتكم").fill("انتظرت طويلًا.")
    page.get_by_role("button", name="إرسال").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("شكرًا لكم. وصلتنا إجابتكم.")
    assert answered() == (1, 2, 1 << 5, "انتظرت طويلًا.", False)


def test_an_answer_in_arabic_by_keyboard_alone(visit: Visits, href: str) -> None:
    page = visit(href, narrow=True)
    # Where the page runs from right to left, the arrow to the left leads on.
    press(page, "Tab", "ArrowLeft", "ArrowLeft")
    expect(page.get_by_label("نعم")).to_be_checked()
    press(page, "Tab", "Space", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown")
    expect(page.get_by_label("ممتاز")).to_be_checked()
    tab_to(page, "الودّ")
    press(page, "Space")
    tab_to(page, "بكلماتكم")
    page.keyboard.type("لطيف.")
    tab_to(page, "يمكنكم الاتصال بي")
    press(page, "Space")
    tab_to(page, "إرسال")
    press(page, "Enter")
    expect(page.get_by_text("ذكرتم أنه يمكننا الاتصال بكم")).to_be_visible()
    assert answered() == (2, 5, 1, "لطيف.", True)


def test_another_language_is_chosen_without_a_script_and_nothing_typed_is_lost(visit: Visits, href: str) -> None:
    page = visit(f"{href}?felt=4", script=False, narrow=True)
    page.get_by_text("نعم", exact=True).click()
    page.get_by_text("التقدير", exact=True).click()
    page.get_by_label("بكلماتكم").fill("بقي مكتوبًا")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie haben Sie unseren Service erlebt?")
    assert page.locator("html").get_attribute("dir") == "ltr"
    expect(page.get_by_label("Ja")).to_be_checked()
    expect(page.get_by_label("Gut", exact=True)).to_be_checked()
    expect(page.get_by_label("Wertschätzung")).to_be_checked()
    expect(page.get_by_label("In Ihren eigenen Worten")).to_have_value("بقي مكتوبًا")
    assert not Response.objects.exists()
    page.get_by_role("button", name="Senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vielen Dank. Es ist bei uns angekommen.")
    assert answered() == (2, 4, 1 << 9, "بقي مكتوبًا", False)
    page.get_by_role("link", name="Meine Antwort ändern").click()
    expect(page.get_by_label("Gut", exact=True)).to_be_checked()
    page.get_by_role("link", name="Bitte nicht mehr fragen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sollen wir Sie nicht mehr fragen?")
    page.get_by_role("link", name="Français").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Devons-nous cesser")


def test_a_photo_waits_to_be_chosen_again_and_the_page_says_so(visit: Visits, href: str, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture())
    page = visit(href)
    page.get_by_label("+ إضافة صورة").set_input_files(photo)
    expect(page.get_by_text("اخترتم صورة واحدة")).to_be_visible()
    page.get_by_label("بكلماتكم").fill("كلمة")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("alert")).to_have_text("Please choose your photos once more.")
    expect(page.get_by_label("In your own words")).to_have_value("كلمة")
    assert not Photo.objects.exists() and not Response.objects.exists()


@pytest.mark.parametrize("language", ["ar", "zh-hans"])
def test_a_screen_reader_hears_the_page_in_order_and_answers(
    visit: Visits, cast: Cast, live_server: Any, language: str
) -> None:
    page = visit(f"{live_server.url}{make_link(cast, language=language).href}", narrow=True)
    heard, wanted = [(role, name) for role, name in spoken(page) if role != "text"], heard_in(language)
    assert heard[: len(wanted)] == wanted
    for name in CHOSEN[language]:
        role = {said: kind for kind, said in heard}[name]
        page.get_by_role(role, name=name, exact=True).press("Space")  # type: ignore[arg-type]
    page.get_by_role("button", name=wanted[-1][1], exact=True).press("Enter")
    page.wait_for_url("**?sent*")
    assert answered() == (2, 5, (1 << 5) | (1 << 7), "", False)
    assert ("heading", THANKED[language]) in spoken(page)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_no_english_is_heard_in_another_language(visit: Visits, cast: Cast, live_server: Any, language: str) -> None:
    for page in pages(visit, cast, live_server.url, language):
        said = without_names(name for _, name in spoken(page))
        assert [one for one in said if ENGLISH.search(one)] == [], page.url


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_page_is_accessible_and_fits_in_every_language(
    visit: Visits, cast: Cast, live_server: Any, language: str
) -> None:
    for page in pages(visit, cast, live_server.url, language):
        html = page.locator("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == (language, direction(language)), page.url
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 700})
            assert overflow(page) == 0, (page.url, width)
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        axe(page)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_open_doors_speak_the_language_of_the_browser(
    visit: Visits, cast: Cast, live_server: Any, language: str
) -> None:
    page = visit(narrow=True, language=language)
    for kind in ("feedback", "snippet", "not_well", "thanks", "kiosk"):
        page.goto(f"{live_server.url}{path_of(a_door(cast, kind))}")
        assert page.locator("html").get_attribute("lang") == language
        said = without_names(name for _, name in spoken(page))
        assert language == "en" or [one for one in said if ENGLISH.search(one)] == [], page.url
        assert overflow(page) == 0
        axe(page)


@pytest.mark.parametrize("kind", ["feedback", "snippet", "not_well", "thanks"])
def test_another_language_at_a_door_keeps_what_was_typed(
    visit: Visits, cast: Cast, live_server: Any, kind: str
) -> None:
    page = visit(
        f"{live_server.url}{path_of(a_door(cast, kind))}?q=Milo&to={cast.member.pk}", script=False, narrow=True
    )
    page.locator("textarea").fill("Noch da")
    page.get_by_role("button", name="Deutsch").click()
    assert page.locator("html").get_attribute("lang") == "de"
    expect(page.locator("textarea")).to_have_value("Noch da")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert not Response.objects.exists() and not LeadCall.objects.exists() and not Kudos.objects.exists()


def without_names(said: Iterable[str]) -> list[str]:
    """What is said, without what stands in every language as it is."""
    found = []
    for one in said:
        for name in OURS:
            one = one.replace(name, "")
        found.append(one)
    return found


def pages(visit: Visits, cast: Cast, site: str, language: str) -> Any:
    """All that somebody may come to by the links of one letter, each page in turn."""
    link = make_link(cast, language=language, about="your call on Tuesday about “Proyector”")
    page = visit(f"{site}{link.href}?felt=2", narrow=True, dark=language in ("ar", "de"))
    yield page
    page.locator("button.send").click()
    page.wait_for_url("**?sent*")
    yield page
    page.goto(f"{site}{link.href}")
    yield page
    for path in (f"/u/{link.token}", f"/a/{make_link(cast, language=language, expires_at=now()).token}"):
        page.goto(site + path)
        yield page
    for path in ("/a/none", "/u/none", "/a/" + "x" * 32):  # nobody's: in the language of the browser
        page.goto(f"{site}{path}?lang={language}")
        yield page
