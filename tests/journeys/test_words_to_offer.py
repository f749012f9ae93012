"""While somebody writes to a customer, other words are offered: gently, and without a letter leaving the browser."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.cast import Cast
from tests.journeys.browser import axe, overflow
from wellserved.mail.models import Letter
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer
from wellserved.wording.rules import Matcher, tokens, words_of
from wellserved.wording.starting import STARTING_LIST
from wellserved.wording.tests.samples import FOUND, NOT_FOUND

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DRAFT = "Dear Bea, calm down, please. That’s our policy.\nDas geht nicht. 这不归我管。"


def to_answer(cast: Cast) -> str:
    answer = make_answer(cast, words="It took long, but it works.")
    react_to_answers()
    return f"/feedback/{answer.pk}/"


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_a_hint_comes_while_one_writes_and_nothing_leaves(
    visit: Any, live_server: Any, cast: Cast, narrow: bool
) -> None:
    page = visit(live_server.url + to_answer(cast), as_=cast.member, narrow=narrow, dark=narrow)
    page.wait_for_load_state("networkidle")
    left: list[str] = []
    page.on("request", lambda request: left.append(request.url))
    page.get_by_label("Your reply").fill("")
    page.get_by_label("Your reply").press_sequentially(DRAFT, delay=2)
    page.get_by_text("Perhaps instead of “calm down”: “I see that this matters to you.").wait_for()
    said = page.locator("[data-hints]").inner_text()
    assert said.count("Perhaps instead of") == 3 and "“that's our policy”" in said
    axe(page)
    assert overflow(page) == 0
    assert left == []
    page.get_by_label("Your reply").fill("Dear Bea, thank you. I am sorry that it took long.")
    page.get_by_text("Perhaps instead of").first.wait_for(state="detached")
    page.get_by_label("Your reply").fill(DRAFT)
    page.get_by_role("button", name="Send the reply").click()
    page.get_by_text("is on its way").wait_for()
    assert DRAFT.splitlines()[0] in Letter.objects.get(kind="reply").text  # as it was written
    assert "It was sent as you wrote it" not in page.inner_text("main")  # they had seen the hint


def test_without_javascript_it_is_sent_and_a_note_is_for_another_time(visit: Any, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + to_answer(cast), as_=cast.member, script=False)
    page.get_by_label("Your reply").fill(DRAFT)
    page.get_by_role("button", name="Send the reply").click()
    assert Letter.objects.get(kind="reply").text.startswith("Dear Bea, calm down")
    said = page.inner_text("main")
    assert "It was sent as you wrote it. For another time: instead of “calm down”" in said


def test_the_browser_finds_what_the_server_finds(visit: Any, live_server: Any, cast: Cast) -> None:
    by_chance = random.Random(4)
    letters = [
        *"abc '’`-_ \n\tßẞİıäå①½ﬁﬀΣς٣ـَ\u0301\u0654أإآىة只能ぁ한글🙂👍\u200b\u200d\u00ad\u2032￼",
        "not my job",
        "اهدأ",
    ]
    texts = [text for _, text in FOUND + NOT_FOUND] + [
        "".join(by_chance.choices(letters, k=by_chance.randrange(1, 40))) for _ in range(2_000)
    ]
    texts += [f"{by_chance.choice(STARTING_LIST).avoid} {by_chance.choice(texts)}" for _ in range(200)]
    guide = [{"words": words_of(entry.avoid), "key": entry.key} for entry in STARTING_LIST]
    page = visit(live_server.url + "/phrases/", as_=cast.member)
    said = page.evaluate(
        """async ([texts, lines]) => {
            const { find, guide, tokens } = await import("/static/wording/match.js");
            const root = guide(lines);
            return texts.map((text) => [tokens(text), find(text, root).map((line) => line.key)]);
        }""",
        [texts, guide],
    )
    matcher = Matcher({entry.key: entry.avoid for entry in STARTING_LIST})
    for text, (words, keys) in zip(texts, said, strict=True):
        assert words == [word for word, _, _ in tokens(text)], ascii(text)
        assert keys == [found.key for found in matcher.find(text)], ascii(text)


def test_a_lead_makes_the_guide_their_teams_own(visit: Any, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/phrases/", as_=cast.lead, narrow=True)
    assert page.get_by_role("heading", name="How Service desk would rather say it").is_visible()
    axe(page)
    assert overflow(page) == 0
    page.get_by_role("link", name="Add a line").click()
    page.get_by_label("Words to avoid").fill("as per my last e-mail")
    page.get_by_label("Words to offer instead").fill("Let me say it once more.")
    axe(page)
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Change “as per my last e-mail”").click()
    page.get_by_role("button", name="Set it aside").click()
    assert "as per my last e-mail" not in page.inner_text("main")
