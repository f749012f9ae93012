"""What the answer page weighs, sends along, and lets nobody do."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.surveys.tests.links import make_link

GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


@pytest.mark.parametrize("query", ["", "?felt=1", "?felt=5"])
def test_the_page_is_light_and_complete_in_one_request(cast: Cast, query: str) -> None:
    got = Browser().get(make_link(cast).href + query, **GZIP)
    assert got["Content-Encoding"] == "gzip"
    assert len(got.content) <= 14 * 1024
    page = gzip.decompress(got.content).decode()
    assert not re.search(r"<(link rel=.stylesheet|script src|img|iframe)", page)


def test_both_ways_of_sending_are_the_same_page(cast: Cast) -> None:
    link = make_link(cast, about="Käse & <b>你好</b>")
    plain, packed = Browser().get(link.href), Browser().get(link.href, **GZIP)
    assert gzip.decompress(packed.content) == plain.content
    assert "Käse &amp; &lt;b&gt;你好" in plain.content.decode()
    assert "Content-Encoding" not in Browser().get(link.href, HTTP_ACCEPT_ENCODING="gzip;q=0")


def test_a_prepared_page_is_what_the_template_alone_would_give(cast: Cast) -> None:
    link = make_link(cast)
    fresh = Browser().get(link.href).content.decode()
    asked_again = Browser().post(link.href, {}).content.decode()
    problem = re.compile(r'<p class="notice".*?</p>\n')
    assert problem.sub("", asked_again).split() == fresh.split()


@pytest.mark.parametrize("what", ["fresh", "again", "thanks", "nowhere"])
def test_nothing_runs_but_what_is_written_in_the_page(cast: Cast, what: str) -> None:
    link = make_link(cast)
    if what in ("again", "thanks"):
        Browser().post(link.href, {"felt": "5", "words": "<script>alert(1)</script>"})
    href = {"thanks": f"{link.href}?sent", "nowhere": "/a/" + "x" * 32}.get(what, link.href)
    got = Browser().get(href)
    policy, page = got["Content-Security-Policy"], got.content.decode()
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        for body in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S):
            assert base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() in policy
    assert not re.search(r"\s(style|on\w+)=", page)
    assert got["Referrer-Policy"] == "no-referrer"
    assert got["X-Robots-Tag"].startswith("noindex")
    assert got["Cache-Control"] == "no-store"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert not got.cookies


def test_the_page_asks_the_database_once(cast: Cast) -> None:
    link = make_link(cast)
    Browser().get(link.href)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        Browser().get(link.href)
    assert len(asked) == 1


def test_all_ten_qualities_stand_in_their_order(cast: Cast) -> None:
    page = Browser().get(make_link(cast).href).content.decode()
    order = re.findall(r'name="qualities" value="(\w+)"', page)
    assert order == [
        "friendly", "polite", "prompt", "efficient", "attentive",
        "listened", "clear", "knowledgeable", "respectful", "appreciated",
    ]  # fmt: skip
    assert "What was missing?" in page


def test_it_says_who_reads_and_until_when(cast: Cast, settings: Any) -> None:
    page = Browser().get(make_link(cast).href).content.decode()
    assert "Somebody from the Service desk reads every word, by " in page
    assert re.search(r"You can change your answer until \d+ [A-Z][a-z]+\.", page)
    assert f"It is kept {settings.ANSWERS_KEPT}." in page
    assert 'href="/u/' in page
