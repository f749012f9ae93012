"""Answers over REST: complete, in order, and only for who may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.surveys.tests.answers import make_answer


def call(token: str, **query: Any) -> Any:
    return Browser().get(f"/api/v1/responses?{urlencode(query)}", headers={"authorization": f"Bearer {token}"})


def test_an_answer_has_all_that_came_back(cast: Cast, api_token: str) -> None:
    answer = make_answer(cast, achieved=2, felt=5, qualities=0b101, words="Thank you.", may_call=True)
    got = call(api_token).json()["items"][0]
    assert got["interaction"] == {"source": "test", "external_id": "1"}
    assert (got["id"], got["achieved"], got["felt"], got["words"]) == (answer.pk, "yes", 5, "Thank you.")
    assert (got["qualities"], got["may_call"], got["version"]) == (["friendly", "prompt"], True, 1)
    assert (got["team"], got["service"], got["client"]) == ("Service desk", None, "Biology")


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, api_token: str, order: str) -> None:
    same = now() - timedelta(days=3)
    wanted = [make_answer(cast, felt=5, at=same if i % 3 else now() - timedelta(hours=i)).pk for i in range(11)]
    seen: list[int] = []
    page = call(api_token, limit=3, order=order).json()
    while True:
        seen += [item["id"] for item in page["items"]]
        if not page["next"]:
            break
        page = call(api_token, limit=3, order=order, cursor=page["next"]).json()
    assert sorted(seen) == sorted(wanted)
    assert len(set(seen)) == 11


def test_since_gives_what_came_or_changed_since(cast: Cast, api_token: str) -> None:
    moment = now()
    old = make_answer(cast, felt=5, at=moment - timedelta(days=6))
    changed = make_answer(cast, felt=1, at=moment - timedelta(days=5))
    changed.changed_at = moment
    changed.save()
    fresh = make_answer(cast, felt=4, at=moment)
    got = call(api_token, since=(moment - timedelta(days=1)).isoformat()).json()["items"]
    assert {item["id"] for item in got} == {changed.pk, fresh.pk}
    assert old.pk not in {item["id"] for item in got}


@pytest.mark.parametrize("cursor", ["nonsense", "Zm9v", "é", "MjAyNi0wMS0wMX4x"])
def test_a_foreign_cursor_is_refused(cast: Cast, api_token: str, cursor: str) -> None:
    assert call(api_token, cursor=cursor).status_code == 422


def test_a_members_key_sees_nobodys_words(cast: Cast) -> None:
    make_answer(cast, felt=5, words="Thank you.")
    ApiToken.objects.create(name="small", role="member", token_hash=hash_token("small"))
    assert call("small").json() == {"items": [], "next": None}


def test_more_answers_ask_no_more_queries(cast: Cast, api_token: str) -> None:
    make_answer(cast, felt=5)
    call(api_token)
    with CaptureQueriesContext(connection) as few:
        call(api_token)
    for _ in range(10):
        make_answer(cast, felt=5)
    with CaptureQueriesContext(connection) as many:
        call(api_token)
    assert len(many) == len(few)
