"""Answering through a link: what is saved, what is counted, and what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.surveys.models import EarlierVersion, Invitation, Response
from wellserved.surveys.tests.links import make_link
from wellserved.tallies.models import Delta

FULL = {
    "achieved": "2",
    "felt": "5",
    "qualities": ["friendly", "listened"],
    "words": "Explained it twice without a hint of impatience.",
    "may_call": "on",
}
SIDES = ("answered", "achieved_before", "felt_before", "achieved_after", "felt_after")


def deltas() -> list[tuple[Any, ...]]:
    return list(Delta.objects.order_by("id").values_list(*SIDES))


def entries() -> list[tuple[str, dict[str, Any]]]:
    return list(Entry.objects.order_by("id").values_list("kind", "details"))


def move_back(response: Response, days: float) -> None:
    Response.objects.filter(pk=response.pk).update(first_at=now() - timedelta(days=days))


def test_what_an_answer_is_counted_by_is_frozen_with_its_invitation(cast: Cast) -> None:
    link = make_link(cast)
    Invitation.objects.filter(pk=link.invitation.pk).update(spot_id=7, served_by="3,12")
    Browser().post(link.href, {"felt": "5", "qualities": "clear"})
    Browser().post(link.href, {"felt": "5", "qualities": ["clear", "prompt"]})
    Browser().post(link.href, {"felt": "5", "qualities": ["clear", "prompt"], "words": "As before"})
    named = Delta.objects.order_by("id").values_list("spot", "members", "qualities_before", "qualities_after")
    assert list(named) == [(7, "3,12", None, 64), (7, "3,12", 64, 68)]


def test_an_answer_is_saved_with_its_journal_entry_and_its_change_to_the_tallies(cast: Cast) -> None:
    link = make_link(cast)
    got = Browser().post(link.href, FULL)
    assert (got.status_code, got["Location"]) == (303, f"{link.href}?sent")
    said = Response.objects.get()
    assert said.pk == link.invitation.pk
    assert (said.version, said.achieved, said.felt, said.qualities) == (1, 2, 5, 0b100001)
    assert (said.words, said.may_call, said.one_touch) == (FULL["words"], True, False)
    assert said.team_id == cast.desk.pk
    assert abs(said.first_at - now()) < timedelta(minutes=1)
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor_kind, entry.actor_id) == ("answer.recorded", "contact", cast.contact.pk)
    assert (entry.subject_kind, entry.subject_id) == ("response", said.pk)
    assert entry.details == {"version": 1, "fields": ["achieved", "felt", "qualities", "words", "may_call"]}
    delta = Delta.objects.get()
    assert (delta.day, delta.team, delta.client) == (link.invitation.day, cast.desk.pk, cast.biology.pk)
    assert deltas() == [(1, None, None, 2, 5)]


def test_a_later_answer_changes_the_first_and_keeps_it_as_an_earlier_version(cast: Cast) -> None:
    link = make_link(cast)
    Browser().post(link.href, FULL)
    Browser().post(link.href, FULL | {"felt": "4"})
    said, kept = Response.objects.get(), EarlierVersion.objects.get()
    assert (said.version, said.felt, kept.version, kept.felt, kept.words) == (2, 4, 1, 5, FULL["words"])
    assert deltas() == [(1, None, None, 2, 5), (0, 2, 5, 2, 4)]
    assert entries()[1] == ("answer.recorded", {"version": 2, "fields": ["felt"]})


def test_new_words_alone_are_a_version_but_change_no_tally(cast: Cast) -> None:
    link = make_link(cast)
    Browser().post(link.href, FULL)
    Browser().post(link.href, FULL | {"words": "Twice."})
    assert Response.objects.get().version == 2
    assert len(deltas()) == 1


def test_the_same_answer_sent_twice_is_one_answer(cast: Cast) -> None:
    link = make_link(cast)
    for _ in range(2):
        assert Browser().post(link.href, FULL).status_code == 303
    assert (Response.objects.get().version, EarlierVersion.objects.count(), len(entries())) == (1, 0, 1)


def test_the_first_touch_saves_the_face_and_the_form_completes_the_same_answer(cast: Cast) -> None:
    link = make_link(cast)
    assert Browser().post(link.href, {"touch": "1", "felt": "4"}).status_code == 204
    touched = Response.objects.get()
    assert (touched.felt, touched.achieved, touched.one_touch) == (4, None, True)
    Browser().post(link.href, FULL)
    said = Response.objects.get()
    assert (said.version, said.felt, said.one_touch, EarlierVersion.objects.count()) == (1, 5, False, 0)
    assert deltas() == [(1, None, None, None, 4), (0, None, 4, 2, 5)]


def test_a_touch_that_comes_late_does_not_undo_what_was_sent(cast: Cast) -> None:
    link = make_link(cast)
    Browser().post(link.href, FULL)
    assert Browser().post(link.href, {"touch": "1", "felt": "1"}).status_code == 204
    assert Response.objects.get().felt == 5


@pytest.mark.parametrize("query", ["", "?felt=4", "?felt=4&touch=1", "?sent"])
@pytest.mark.parametrize("method", ["get", "head", "options", "put", "patch", "delete"])
def test_only_a_post_records_anything(cast: Cast, method: str, query: str) -> None:
    link = make_link(cast)
    got = getattr(Browser(), method)(link.href + query)
    assert got.status_code == (200 if method in ("get", "head") else 405)
    assert (Response.objects.count(), len(entries()), len(deltas())) == (0, 0, 0)


def test_a_letters_face_is_chosen_on_the_page(cast: Cast) -> None:
    link = make_link(cast)
    page = Browser().get(link.href + "?felt=4").content.decode()
    assert 'name="felt" value="4" checked' in page
    assert page.count(" checked") == 1
    assert "data-touch" in page
    assert " data-touch" not in Browser().get(link.href).content.decode().partition("<script>")[0]


def test_an_answer_shown_again_is_filled_in(cast: Cast) -> None:
    link = make_link(cast)
    Browser().post(link.href, FULL | {"words": 'Half < whole & "quoted"'})
    page = Browser().get(link.href).content.decode()
    for piece in ('name="achieved" value="2" checked', 'value="listened" checked', 'name="may_call" checked'):
        assert piece in page
    assert "Half &lt; whole &amp; &quot;quoted&quot;" in page
    assert "You have told us already" in page


def test_after_seven_days_what_was_said_stays(cast: Cast) -> None:
    link = make_link(cast, expires_at=now() + timedelta(days=60))
    Browser().post(link.href, FULL)
    move_back(Response.objects.get(), 6.99)
    assert Browser().post(link.href, FULL | {"felt": "3"}).status_code == 303
    move_back(Response.objects.get(), 7.01)
    assert Browser().post(link.href, FULL | {"felt": "1"}).status_code == 409
    shown = Browser().get(link.href)
    assert (shown.status_code, "What you said stays" in shown.content.decode()) == (200, True)
    assert Response.objects.get().felt == 3


def test_an_answer_can_be_changed_for_seven_days_even_if_the_link_expires_meanwhile(cast: Cast) -> None:
    link = make_link(cast)
    Browser().post(link.href, FULL)
    type(link.invitation).objects.update(expires_at=now() - timedelta(days=1))
    assert Browser().post(link.href, FULL | {"felt": "3"}).status_code == 303
    assert Browser().get(link.href).status_code == 200


@pytest.mark.parametrize("state", [{"expires_at": now() - timedelta(days=1)}, {"cancelled_at": now()}])
def test_an_ended_link_says_so_kindly(cast: Cast, state: dict[str, Any]) -> None:
    link = make_link(cast, **state)
    for got in (Browser().get(link.href), Browser().post(link.href, FULL)):
        assert got.status_code == 410
        assert "This link has ended." in got.content.decode()
        assert "projector" not in got.content.decode()
    assert Browser().post(link.href, {"touch": "1", "felt": "4"}).status_code == 410
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "token", ["x" * 32, "short", "a" * 300, "..%2f..", "%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00"]
)
def test_an_unknown_link_leads_nowhere(cast: Cast, token: str) -> None:
    make_link(cast)
    for got in (Browser().get(f"/a/{token}"), Browser().post(f"/a/{token}", FULL)):
        assert got.status_code == 404
        assert "projector" not in got.content.decode()


def test_nothing_chosen_is_said_and_nothing_saved(cast: Cast) -> None:
    link = make_link(cast)
    got = Browser().post(link.href, {"words": "  \r\n ", "felt": "9", "achieved": "yes", "qualities": "rich"})
    assert (got.status_code, "Nothing was chosen yet" in got.content.decode()) == (400, True)
    assert not Response.objects.exists()


def test_too_many_words_come_back_with_a_kind_count(cast: Cast) -> None:
    link = make_link(cast)
    got = Browser().post(link.href, FULL | {"words": "é" * 5204})
    page = got.content.decode()
    assert got.status_code == 400
    assert "Your words are 204 characters longer than fits here." in page
    assert "é" * 5204 in page
    assert 'value="listened" checked' in page
    assert Browser().post(link.href, FULL | {"words": "é" * 5000}).status_code == 303


def test_what_cannot_be_stored_or_deceives_is_left_out_of_words(cast: Cast) -> None:
    link = make_link(cast)
    Browser().post(link.href, {"words": "a\x00b\u202ec\u2066d\r\ne\x1bf\u200f "})
    assert Response.objects.get().words == "abcd\nef\u200f".rstrip("\u200f") + "\u200f"


def test_thanks_say_what_happens_next(cast: Cast) -> None:
    link = make_link(cast)
    low = Browser().post(link.href, FULL | {"felt": "2"}, follow=True).content.decode()
    assert "hears of it within a working hour" in low
    assert "reads your words by" in low
    assert "You said that we may call you" in low
    Browser().post(link.href, {"achieved": "2", "felt": "5"})
    fine = Browser().get(link.href + "?sent").content.decode()
    assert "hears of it" not in fine
    assert "Thank you." in fine
