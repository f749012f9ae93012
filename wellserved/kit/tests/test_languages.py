"""Which language we speak: what was chosen, then the contact's, then the browser's, then the organisation's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.kit.languages import LANGUAGES, direction, language_for, spoken

ANYTHING = st.text(max_size=60)
OURS = st.sampled_from(list(LANGUAGES))


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT", "de"),
        ("it, pl;q=0.9", "en"),
        ("it, pt-PT;q=0.9, en;q=0.8", "pt-br"),
        ("en;q=0.3, ar-EG;q=0.9", "ar"),
        ("fr;q=0.5, es;q=0.5", "fr"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("*", "en"),
        ("*;q=0.1, es;q=0.2", "es"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("de;q=nan", "en"),
        ("de;q=9, fr;q=0.1", "fr"),
        ("de;q=, fr ; q = 0.2", "fr"),
        (",,;;==,de", "de"),
        ("x" * 5000 + ",de", "en"),
    ],
)
def test_the_browser_asks_for_what_we_speak(header: str, language: str) -> None:
    assert language_for("", header) == language


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING)
def test_whatever_is_asked_for_we_speak_one_of_ours(contact: str, accept: str, chosen: str, otherwise: str) -> None:
    assert language_for(contact, accept, chosen, otherwise) in LANGUAGES


@given(OURS, OURS, OURS, OURS)
def test_the_nearer_wish_wins(contact: str, accept: str, chosen: str, otherwise: str) -> None:
    assert language_for(contact, accept, chosen, otherwise) == chosen
    assert language_for(contact, accept, "", otherwise) == contact
    assert language_for("tlh", accept, "xx", otherwise) == accept
    assert language_for("", "tlh", "", otherwise) == otherwise


def test_a_tag_is_read_however_it_is_written() -> None:
    assert [spoken(tag) for tag in ("DE", "pt_BR", " zh-Hans ", "", "english")] == ["de", "pt-br", "zh-hans", "", ""]
    assert [direction(language) for language in ("ar", "en")] == ["rtl", "ltr"]
