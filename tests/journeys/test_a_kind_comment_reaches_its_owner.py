"""A kind comment reaches its owner and their manager; bad news reaches a member through a person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings

from tests.cast import Cast
from tests.journeys.browser import axe, overflow
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tests.opened import a_door
from wellserved.kit.tokens import derive_token
from wellserved.kudos.models import Kudos
from wellserved.kudos.tasks import notice_praise_in_answers
from wellserved.mail.models import Letter
from wellserved.passages.tasks import compare_passages
from wellserved.promises.models import Promise
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.links import make_link

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = "Milo was patient with me, and explained it twice. Thank you."


def told() -> set[str]:
    return set(Letter.objects.filter(kind="kudos").values_list("to_email", flat=True))


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_after_an_answer_it_is_in_both_hands_and_its_giver_is_thanked(
    visit: Any, live_server: Any, cast: Cast, script: bool
) -> None:
    link = make_link(cast)
    page = visit(live_server.url + link.href, narrow=True, script=script)
    page.get_by_text("Great", exact=True).click()
    page.get_by_label("In your own words").fill(WORDS)
    page.get_by_role("button", name="Send").first.click()
    page.get_by_role("link", name="Was there someone who made the difference?").click()
    assert page.get_by_label("What did they do?").input_value() == WORDS
    page.get_by_text("Milo Member", exact=True).click()
    if script:
        axe(page)
    assert overflow(page) == 0
    page.get_by_role("button", name="Send").first.click()
    page.get_by_role("heading", name="Thank you. It is on its way.").wait_for()
    assert told() == {"milo@campus.example", "lena@campus.example"}
    letter = Letter.objects.get(kind="kudos", to_email="milo@campus.example")
    kudos = Kudos.objects.get()
    assert WORDS in letter.text and (letter.created_at - kudos.given_at).total_seconds() < 60

    milo = visit(live_server.url + "/", as_=cast.member, narrow=True)
    milo.get_by_role("region", name="A kind word").get_by_role("link").click()
    axe(milo)
    milo.get_by_role("button", name="Thank them").click()
    assert "They were thanked" in milo.inner_text("main")
    lena = visit(live_server.url + "/", as_=cast.lead)
    assert WORDS in lena.get_by_role("region", name="A kind word").inner_text()

    wall = visit(live_server.url + "/kudos/wall/", as_=cast.outsider, dark=True)
    assert "The wall is still bare" in wall.inner_text("main")
    thanks = Letter.objects.get(kind="kudos_thanks")
    assert thanks.to_email == "bea@biology.example" and "/kind/" in thanks.text
    bea = visit(f"{live_server.url}/kind/{derive_token('kudos', kudos.seed, settings.SECRET_KEY)}", narrow=True)
    axe(bea)
    bea.get_by_role("button", name="Yes, others may read them").click()
    bea.get_by_role("button", name="I would rather not").wait_for()
    wall.reload()
    assert WORDS in wall.inner_text("main")
    axe(wall)
    milo.reload()
    milo.get_by_role("button", name="Take it off the wall").click()
    wall.reload()
    assert WORDS not in wall.inner_text("main")


def test_a_comment_is_passed_on_by_the_lead(visit: Any, live_server: Any, cast: Cast) -> None:
    make_answer(cast, felt=5, words=f"{WORDS} The queue was long.")
    react_to_answers()
    notice_praise_in_answers()
    page = visit(live_server.url + "/", as_=cast.lead, narrow=True)
    page.get_by_role("link", name=re.compile("One comment reads like praise")).click()
    assert page.get_by_label("Whom does it praise?").locator("option:checked").inner_text() == "Milo Member"
    axe(page)
    assert overflow(page) == 0
    page.get_by_label("Their words").fill(WORDS)
    page.get_by_role("button", name="Pass it on").click()
    page.get_by_text("Milo Member has it now").wait_for()
    assert told() == {"milo@campus.example", "lena@campus.example"}
    assert Kudos.objects.get().words == WORDS and not Kudos.objects.get().may_be_shown


def test_a_colleague_and_a_whole_team_are_thanked(visit: Any, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/kudos/", as_=cast.outsider, narrow=True)
    page.get_by_role("link", name="Thank a colleague").first.click()
    page.get_by_label("Whom would you like to thank?").select_option(label="Milo Member")
    page.get_by_label("What did they do?").fill("You lent me your cable tester.")
    axe(page)
    page.get_by_role("button", name="Thank them").click()
    page.get_by_text("It is with them now").wait_for()
    door = a_door(cast, "thanks", team=None)
    page = visit(f"{live_server.url}{path_of(door)}?team={cast.desk.pk}", narrow=True, script=False)
    page.get_by_text("All of Service desk", exact=True).click()
    page.get_by_label("What did they do?").fill("You were all there for us.")
    page.get_by_label("Others may read it, too").check()
    page.wait_for_timeout(2100)  # without a script, whoever is quicker than a reader is held back
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Thank you. It is on its way.").wait_for()
    wall = visit(live_server.url + "/kudos/wall/", as_=cast.member)
    text = wall.inner_text("main")
    assert text.index("You were all there for us.") < text.index("You lent me your cable tester.")


def test_bad_news_comes_through_the_lead_and_a_hard_one_is_answered(visit: Any, live_server: Any, cast: Cast) -> None:
    answer = make_answer(cast, felt=1, words="He said that’s our policy, and hung up.")
    react_to_answers()
    compare_passages()
    assert cast.browser("member").get(f"/feedback/{answer.pk}/").status_code == 404
    page = visit(f"{live_server.url}/feedback/{answer.pk}/", as_=cast.lead, narrow=True, dark=True)
    assert page.get_by_role("heading", name="It quotes a phrase from your guide: “that's our policy”").is_visible()
    page.get_by_role("button", name="I have taken it up").click()
    page.get_by_text("Pass it on", exact=True).first.click()
    page.get_by_label("What was right about it?").fill("You picked up at the second ring.")
    axe(page)
    page.get_by_role("button", name="Pass it on").click()
    page.get_by_text("It stands on Today for Milo").wait_for()

    milo = visit(live_server.url + "/", as_=cast.member)
    milo.get_by_role("link", name=re.compile("Lena has brought something to you")).click()
    said = milo.inner_text("main")
    assert said.index("second ring") < said.index("hung up")
    axe(milo)
    milo.get_by_role("button", name="I have taken it in").click()
    milo.get_by_role("button", name="That was a hard one").click()
    milo.get_by_text("Lena knows.").wait_for()
    axe(milo)
    lena = visit(live_server.url + "/", as_=cast.lead)
    lena.get_by_role("link", name=re.compile("Milo Member had a hard one")).click()
    axe(lena)
    lena.get_by_role("button", name="Promise it").click()
    lena.get_by_text("Milo hears of it now").wait_for()
    assert Promise.objects.get().text == "Call Milo"
    assert Letter.objects.filter(to_email="milo@campus.example", subject="Lena is there for you").exists()
