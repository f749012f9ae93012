"""Rounds and calls over REST; what was said, only for who may read it."""

from __future__ import annotations

from typing import Any

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.kit.tokens import hash_token
from wellserved.listening.actions.telling import excuse, tell
from wellserved.listening.tests.decided import a_decided_round
from wellserved.listening.tests.spoken import a_spoken_round
from wellserved.people.models import Contact


def ask(path: str, token: str) -> Any:
    return Browser().get(f"/api/v1{path}", headers={"authorization": f"Bearer {token}"})


def test_a_managers_key_reads_rounds_calls_and_notes(
    cast: Cast, api_token: str, django_assert_max_num_queries: Any
) -> None:
    one = a_spoken_round(cast, calls=2)
    [told] = ask("/rounds", api_token).json()["items"]
    assert (told["id"], told["teams"], told["state"], len(told["questions"])) == (
        one.pk,
        ["Service desk"],
        "running",
        3,
    )
    with django_assert_max_num_queries(9):
        calls = ask(f"/rounds/{one.pk}/calls", api_token).json()["items"]
    held = [call for call in calls if call["state"] == "held"]
    assert (len(calls), len(held)) == (6, 2)
    assert {"question": 0, "text": "A colleague told me", "is_quote": False} in held[0]["notes"]
    assert all(call["notes"] is None for call in calls if call["state"] == "drawn")


def test_pages_follow_each_other(cast: Cast, api_token: str) -> None:
    one = a_spoken_round(cast)
    seen, at = [], 0
    while at is not None:
        got = ask(f"/rounds/{one.pk}/calls?limit=4&from_place={at}", api_token).json()
        seen += [call["id"] for call in got["items"]]
        at = got["next"]
    assert len(set(seen)) == len(seen) == 6


def test_other_keys_see_none_and_the_erased_are_nobody(cast: Cast, api_token: str) -> None:
    one = a_spoken_round(cast)
    ApiToken.objects.create(name="lead", role="lead", token_hash=hash_token("lead-token"))
    assert ask("/rounds", "lead-token").json()["items"] == []
    assert ask(f"/rounds/{one.pk}/calls", "lead-token").status_code == 404
    assert ask("/rounds/999/calls", api_token).status_code == 404
    Contact.objects.filter(pk=one.calls.filter(state="held").values("contact_id")[:1]).delete()
    gone = [call for call in ask(f"/rounds/{one.pk}/calls", api_token).json()["items"] if call["contact_id"] is None]
    assert [(call["contact"], call["notes"]) for call in gone] == [(None, None)]


def test_who_was_told_is_read_without_a_word_of_it(
    cast: Cast, api_token: str, django_assert_max_num_queries: Any
) -> None:
    one = a_decided_round(cast, calls=3)
    first, second, _ = one.calls.filter(state="held").order_by("pk")
    tell(call_id=first.pk, member=cast.lead, by=cast.admin_by, words="A secret of ours.")
    excuse(call_id=second.pk, reason="Told at the counter", member=cast.lead, by=cast.admin_by)
    with django_assert_max_num_queries(9):
        got = ask(f"/rounds/{one.pk}/participants", api_token)
    states = {who["call"]: (who["state"], who["why"]) for who in got.json()["items"]}
    assert len(states) == 3 and states[first.pk] == ("told", None) and states[second.pk] == ("excused", "by_hand")
    assert "secret" not in got.content.decode() and "counter" not in got.content.decode()
    ApiToken.objects.create(name="lead", role="lead", token_hash=hash_token("lead-token"))
    assert ask(f"/rounds/{one.pk}/participants", "lead-token").status_code == 404
