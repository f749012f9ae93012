"""The promise pages: make one where it was said, and end it in one's own words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.promises.models import Promise

LATER = {"due_at": "2035-01-01T10:00"}


def test_a_promise_is_made_on_an_answer_and_leads_back_to_it(cast: Cast) -> None:
    browser = cast.browser("member")
    href = f"/promises/new/?kind=response&id=7&contact={cast.contact.pk}"
    assert "What do you promise Bea Contact?" in browser.get(href).content.decode()
    made = browser.post(href, {"text": "Send the new key", **LATER}, follow=True).content.decode()
    assert 'href="/feedback/7/"' in made
    promise = Promise.objects.get()
    assert (promise.member, promise.contact, promise.source_id) == (cast.member, cast.contact, 7)


@pytest.mark.parametrize("query", ["?kind=nonsense&id=1", "?kind=response", "?id=4", "?contact=999999"])
def test_a_made_up_source_does_not_exist(cast: Cast, query: str) -> None:
    assert cast.browser("member").get(f"/promises/new/{query}").status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"text": "", **LATER}, "Say what you will do"),
        ({"text": "Call", "due_at": ""}, "Say by when"),
        ({"text": "Call", "due_at": "soon"}, "not a day and a time"),
        ({"text": "Call", "due_at": "2020-01-01T10:00"}, "has passed"),
        ({"text": "Call", "due_at": "9999-01-01T10:00"}, "ten years"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(cast: Cast, data: dict[str, str], said: str) -> None:
    page = cast.browser("member").post("/promises/new/", data)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Promise.objects.exists()


def test_moving_wants_a_word(cast: Cast) -> None:
    promise = Promise.objects.create(member=cast.member, text="Call", due_at=now() + timedelta(hours=1))
    page = cast.browser("member").post(f"/promises/{promise.pk}/moving/", LATER)
    assert page.status_code == 422
    assert "why it moves" in page.content.decode()
    cast.browser("member").post(f"/promises/{promise.pk}/moving/", {**LATER, "word": "The shop is closed"})
    assert "The shop is closed" in cast.browser("lead").get(f"/promises/{promise.pk}/").content.decode()


def test_ending_twice_is_told_kindly(cast: Cast) -> None:
    promise = Promise.objects.create(member=cast.member, text="Call", due_at=now() + timedelta(hours=1))
    browser = cast.browser("member")
    browser.post(f"/promises/{promise.pk}/keeping/")
    again = browser.post(f"/promises/{promise.pk}/breaking/", {"word": "No"}, follow=True)
    assert "Nothing was changed" in again.content.decode()
    assert Promise.objects.get().state == "kept"


def test_a_lead_sees_the_teams_promises_and_a_member_only_their_own(cast: Cast) -> None:
    Promise.objects.create(member=cast.member, text="Milo will call", due_at=now())
    Promise.objects.create(member=cast.outsider, text="Otto will call", due_at=now())
    seen = {
        who: cast.browser(who).get("/promises/?show=teams").content.decode() for who in ("lead", "outsider", "manager")
    }
    assert "Milo will call" in seen["lead"] and "Otto will call" not in seen["lead"]
    assert "Milo will call" not in seen["outsider"] and "Otto will call" in seen["outsider"]
    assert "Milo will call" in seen["manager"] and "Otto will call" in seen["manager"]
