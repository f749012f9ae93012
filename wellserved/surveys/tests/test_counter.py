"""The counter says what the views would have said, or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.surveys import counter
from wellserved.surveys.actions.answering import record_answers
from wellserved.surveys.forms.answering import MOST_CHARACTERS
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.shapes import HANDED_IN, Answer, Outcome
from wellserved.surveys.tests.links import at_the_counter, make_link
from wellserved.surveys.together import NotDoneError

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("query", ["", "felt=4", "felt=9", "felt=4&felt=1", "sent", "felt=%34", "x=" + "y" * 500])
@pytest.mark.parametrize("encoding", ["", "gzip, br", "gzip;q=0"])
@pytest.mark.parametrize("language", ["", "de-AT,de;q=0.9", "x"])
def test_a_fresh_page_is_the_same_page(cast: Cast, query: str, encoding: str, language: str) -> None:
    link = make_link(cast)
    status, headers, body = at_the_counter(link.href, query, encoding, language)
    got = Browser().get(f"{link.href}?{query}", HTTP_ACCEPT_ENCODING=encoding, HTTP_ACCEPT_LANGUAGE=language)
    assert (status, body) == (got.status_code, got.content)
    assert headers.pop("Vary") == "Accept-Encoding, Accept-Language"
    assert headers.items() <= dict(got.items()).items()


def test_a_crowd_costs_one_query_and_everybody_gets_their_own(cast: Cast, monkeypatch: Any) -> None:
    asked = []
    find_pages = counter.find_pages
    monkeypatch.setattr(counter, "find_pages", lambda hashes: asked.append(hashes) or find_pages(hashes))
    links = [make_link(cast, about=f"your call about number {n}") for n in range(20)]
    record_answers([Answer(bytes(links[7].invitation.token_hash), felt=4)])
    visits = [counter.visit(link.href, "", "", "") for link in [*links, links[3]]]
    served = counter.fresh_pages([it for it in visits if it])
    assert len(asked) == 1
    assert served[7] is counter.LEFT_TO_THE_VIEWS
    assert served[3] == served[20]
    for n in {*range(20)} - {7}:
        assert f" · your call about number {n}<".encode() in served[n][2]
        assert links[n].token.encode() in served[n][2]


def test_what_is_not_a_fresh_page_is_left_to_the_views(cast: Cast) -> None:
    answered, ended, taken_back, fresh = (make_link(cast) for _ in range(4))
    record_answers([Answer(bytes(answered.invitation.token_hash), felt=4)])
    Invitation.objects.filter(pk=ended.invitation.pk).update(expires_at=now() - timedelta(days=1))
    Invitation.objects.filter(pk=taken_back.invitation.pk).update(cancelled_at=now())
    for link in (answered, ended, taken_back):
        assert at_the_counter(link.href) is None
    assert at_the_counter(fresh.href, "felt=%00") is None
    for path in ("/a/short", "/a/", "/a/" + "x" * 32, "/a/" + "é" * 32, fresh.href + "/", fresh.href + "/more"):
        assert at_the_counter(path) is None
    assert at_the_counter(fresh.href) is not None


fields = st.lists(
    st.tuples(
        st.sampled_from(["achieved", "felt", "qualities", "words", "may_call", "touch", "only", "else"]),
        st.one_of(st.sampled_from(["0", "1", "2", "5", "on", "friendly", "clear", "photos", ""]), st.text(max_size=9)),
    ),
    max_size=7,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(form=fields)
def test_an_answer_taken_at_the_counter_stands_as_if_the_views_had_taken_it(cast: Cast, form: Any) -> None:
    here, there = make_link(cast), make_link(cast)
    body = urlencode(form, errors="surrogatepass")
    answer = counter.answer_in(body.encode(), here.token)
    if answer is None:
        return
    assert record_answers([answer]) == [Outcome.SAVED]
    got = Browser().post(there.href, body, content_type=FORM)
    status, headers, _ = counter.receipt(answer, "TOKEN")
    assert (status, headers.get("Location", "")) == (
        got.status_code,
        got.headers.get("Location", "").replace(there.token, "TOKEN"),
    )
    columns = ("achieved", "felt", "qualities", "words", "may_call", "one_touch", "version")
    mine, theirs = (Response.objects.values(*columns).get(pk=link.invitation.pk) for link in (here, there))
    assert mine == theirs


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words=",
        b"felt=6",
        b"touch=1",
        b"only=photos&felt=5",
        b"&".join([b"felt=5"] * 101),
        b"words=" + b"x" * (MOST_CHARACTERS + 1),
    ],
)
def test_what_wants_words_in_return_is_left_to_the_views(body: bytes) -> None:
    assert counter.answer_in(body, "x" * 32) is None
    assert counter.answer_in(b"felt=5", "short") is None
    assert counter.answer_in(b"felt=5", "x" * 32) is not None


def test_when_the_counter_had_no_word_from_the_database_the_page_says_try_again(client: Browser) -> None:
    got = client.get("/a/" + "x" * 32, **{HANDED_IN: NotDoneError()})
    assert (got.status_code, got["Retry-After"]) == (503, "10")
    assert b"Please try again in a moment." in got.content
