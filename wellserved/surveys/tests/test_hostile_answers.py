"""Whatever is posted to a link, it is cleaned or plainly refused; nothing breaks and nothing leaks into the log."""

from __future__ import annotations

import logging
import unicodedata
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.kit.text import clean_text
from wellserved.surveys.models import Response
from wellserved.surveys.tests.links import make_link

FORM = "application/x-www-form-urlencoded"
NAMES = ["achieved", "felt", "qualities", "words", "may_call", "touch", "only", "photos", "csrfmiddlewaretoken", "é"]
anything = st.text(st.characters(), max_size=60)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), anything | st.sampled_from(["1", "2", "on", "9", "-1", "photos"])),
        max_size=12,
    )
)
def test_no_form_breaks_the_page(cast: Cast, pairs: list[tuple[str, str]]) -> None:
    link = make_link(cast)
    body = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])
    got = Browser().post(link.href, body, content_type=FORM)
    assert got.status_code in (204, 303, 400, 409)
    said = Response.objects.filter(pk=link.invitation.pk).first()
    assert (said is not None) == (got.status_code in (204, 303))
    if said:
        assert said.achieved in (None, 0, 1, 2)
        assert said.felt in (None, 1, 2, 3, 4, 5)
        assert 0 <= said.qualities < 2**10
        assert said.words == clean_text(said.words)
        assert Browser().get(link.href).status_code == 200


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from([FORM, "multipart/form-data", "multipart/form-data; boundary=x", "application/json", "", "é/x"]),
)
def test_no_body_breaks_the_page(cast: Cast, body: bytes, content_type: str) -> None:
    got = Browser().post(make_link(cast).href, body, content_type=content_type)
    assert got.status_code in (204, 303, 400)


@given(st.text(st.characters(), max_size=200))
def test_cleaned_text_can_be_stored_and_deceives_nobody(text: str) -> None:
    clean = clean_text(text)
    clean.encode("utf-8")
    assert clean_text(clean) == clean
    assert not {unicodedata.category(c) for c in clean if c not in "\n\t"} & {"Cc", "Cs"}
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("content_type", "size", "status"),
    [(FORM, 10_000_000, 413), (FORM, 300_000, 413), ("multipart/form-data; boundary=x", 50_000_000, 413)],
)
def test_a_body_that_is_too_large_is_refused_unread(cast: Cast, content_type: str, size: int, status: int) -> None:
    got = Browser().generic("POST", make_link(cast).href, b"felt=4", content_type, CONTENT_LENGTH=str(size))
    assert got.status_code == status
    assert "larger than we can take" in got.content.decode()


def test_a_thousand_fields_are_refused(cast: Cast) -> None:
    body = "&".join(f"x{i}=1" for i in range(2000))
    got = Browser().post(make_link(cast).href, body, content_type=FORM)
    assert (got.status_code, "could not be read" in got.content.decode()) == (400, True)


def test_five_thousand_characters_of_any_script_fit(cast: Cast) -> None:
    link = make_link(cast)
    got = Browser().post(link.href, f"felt=4&words={quote('😀' * 5000)}", content_type=FORM)
    assert got.status_code == 303
    assert Response.objects.get().words == "😀" * 5000


def test_no_token_and_no_words_reach_the_log(cast: Cast, caplog: Any) -> None:
    link = make_link(cast)
    caplog.set_level(logging.DEBUG)
    Browser().put(link.href)
    Browser().post(link.href, {"words": "private" * 1000})
    Browser().get("/a/" + "x" * 32)
    Browser().post("/a/" + "x" * 32, {"felt": "1"})
    assert link.token not in caplog.text
    assert "x" * 32 not in caplog.text
    assert "private" not in caplog.text
