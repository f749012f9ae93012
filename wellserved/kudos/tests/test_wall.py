"""The wall: with the giver's consent, unless its receiver minds; a wall, not a race."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.kit.tokens import derive_token
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.kudos import PURPOSE
from wellserved.kudos.tests.given import a_kind_word, a_suggestion
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db


def hangs(cast: Cast, who: str = "outsider") -> bool:
    return b"You stayed late for me." in cast.browser(who).get("/kudos/wall/").content


def test_only_with_the_givers_consent(cast: Cast) -> None:
    a_kind_word(cast, may_be_shown=False)
    assert not hangs(cast) and not hangs(cast, "admin")
    a_kind_word(cast)
    assert hangs(cast)


def test_its_receiver_takes_it_down_and_nobody_else(cast: Cast) -> None:
    kudos = a_kind_word(cast)
    for who in ("outsider", "lead", "manager"):
        assert cast.browser(who).post(f"/kudos/{kudos.pk}/hanging/", {"shown": "no"}).status_code == 404
    cast.browser("member").post(f"/kudos/{kudos.pk}/hanging/", {"shown": "no"})
    assert not hangs(cast)
    assert cast.browser("outsider").get(f"/kudos/{kudos.pk}/").status_code == 404
    assert cast.browser("lead").get(f"/kudos/{kudos.pk}/").status_code == 200
    cast.browser("member").post(f"/kudos/{kudos.pk}/hanging/", {"shown": "yes"})
    assert hangs(cast)


def test_the_giver_says_later_that_others_may_read_it_and_takes_it_back(cast: Cast) -> None:
    kudos = a_kind_word(cast, may_be_shown=False)
    link = f"/kind/{derive_token(PURPOSE, kudos.seed, settings.SECRET_KEY)}"
    page = Browser().get(link).content.decode()
    assert "You stayed late for me." in page and "Milo" not in page
    form = "application/x-www-form-urlencoded"
    assert not hangs(cast)
    assert Browser().post(link, "may=yes", content_type=form).status_code == 303
    assert hangs(cast)
    Browser().post(link, "may=no", content_type=form)
    assert not hangs(cast)
    assert Browser().post(link, "may=perhaps", content_type=form).status_code == 400
    assert Browser().put(link).status_code == 405


def test_the_giver_is_thanked_once_in_their_language_and_asked_for_consent(cast: Cast) -> None:
    kudos = a_kind_word(cast, language="de", may_be_shown=False)
    for words in ("Es war mir eine Freude. {{token:answer:aaaaaaaaaaaaaaaaaaaa}}", "Noch einmal"):
        cast.browser("member").post(f"/kudos/{kudos.pk}/thanks/", {"words": words})
    letter = Letter.objects.get(kind="kudos_thanks")
    assert (letter.to_email, letter.from_name, letter.audience) == ("bea@biology.example", "Milo Member", "customer")
    assert "Es war mir eine Freude." in letter.text and "{{token:answer" not in letter.text
    assert f"/kind/{{{{token:kudos:{kudos.seed}}}}}" in letter.text
    assert letter.text.startswith("Guten Tag Bea Contact,") and "Danke" in letter.subject


def test_one_click_is_enough_and_the_manager_may_thank_too(cast: Cast) -> None:
    kudos = a_kind_word(cast)
    cast.browser("lead").post(f"/kudos/{kudos.pk}/thanks/")
    assert Letter.objects.get(kind="kudos_thanks").from_name == "Lena Lead"


@pytest.mark.parametrize("why", ["opted out", "no address", "opted out by another way"])
def test_who_does_not_want_letters_gets_none(cast: Cast, why: str) -> None:
    if why == "no address":
        kudos = a_kind_word(cast, contact=None, giver_email="")
    else:
        kudos = (
            a_kind_word(cast)
            if why == "opted out"
            else a_kind_word(cast, contact=None, giver_email="BEA@biology.example")
        )
        cast.contact.opted_out_at = kudos.given_at
        cast.contact.save()
    assert b"They cannot be written to" in cast.browser("member").get(f"/kudos/{kudos.pk}/").content
    cast.browser("member").post(f"/kudos/{kudos.pk}/thanks/")
    assert not Letter.objects.filter(kind="kudos_thanks").exists()


def test_the_wall_has_pages_and_teams_and_asks_the_same_of_the_database(
    cast: Cast, django_assert_max_num_queries: type[CaptureQueriesContext]
) -> None:
    for number in range(23):
        a_kind_word(cast, words=f"Kind word {number:02}", team=cast.desk if number % 2 else cast.networks)
    browser = cast.browser("outsider")
    first, second = (browser.get(f"/kudos/wall/?page={page}").content.decode() for page in (1, 2))
    assert re.findall(r"Kind word \d\d", first + second) == [f"Kind word {n:02}" for n in reversed(range(23))]
    desk = browser.get(f"/kudos/wall/?team={cast.desk.pk}").content.decode()
    assert len(re.findall(r"Kind word \d\d", desk)) == 11
    for wrong in ("?team=x", "?page=-1", "?page=99999999", "?team=99999999999999999999"):
        assert browser.get(f"/kudos/wall/{wrong}").status_code == 200
    assert queries_of(browser, "/kudos/wall/") == queries_of(browser, "/kudos/wall/?page=2")


def test_nobody_is_counted_or_ranked(cast: Cast, api_token: str) -> None:
    """Thirty-seven for one, three for another: no page, and nothing in the API, tells the numbers or sorts by them."""
    for _ in range(37):
        a_kind_word(cast, member=cast.member)
    for _ in range(3):
        a_kind_word(cast, member=cast.lead)
    a_suggestion(cast)
    pages = [
        "/kudos/", "/kudos/wall/", "/kudos/new/", "/kudos/suggestions/", "/", "/pulse/", "/teams/", "/members/",
        f"/teams/{cast.desk.pk}/", f"/members/{cast.member.pk}/", f"/kudos/{Kudos.objects.latest('pk').pk}/",
    ]  # fmt: skip
    for who in ("member", "lead", "manager", "admin"):
        for page in pages:
            got = cast.browser(who).get(page)
            said = re.sub(r"<script.*?</script>|<[^>]*>|\d\d:\d\d", " ", got.content.decode(), flags=re.S)
            assert not re.search(r"\b(37|40|thirty-seven|forty)\b", said), f"{who} {page}"
    names = [Kudos.objects.get(pk=one["id"]).given_at for one in _over_rest(api_token)]
    assert names == sorted(names, reverse=True)
    assert not {"count", "total", "rank", "score"} & {key for one in _over_rest(api_token) for key in one}


def _over_rest(token: str) -> list[dict[str, object]]:
    got = Browser().get("/api/v1/kudos?limit=200", headers={"authorization": f"Bearer {token}"})
    return list(got.json()["items"])


def test_the_code_of_this_room_adds_up_nothing() -> None:
    from pathlib import Path

    room = Path(__file__).resolve().parents[1]
    for path in room.rglob("*.py"):
        if "tests" not in path.parts and "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"\bCount\(|\.annotate\(|\.count\(\)|Window\(|Rank\(", text), path
