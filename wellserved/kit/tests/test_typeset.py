"""What is printed is text, in letters that we have, on as many pages as it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from wellserved.kit import typeset as room
from wellserved.kit.typeset import in_our_letters, reads_from_the_right, typeset

PAGE = """#let it = json(bytes(sys.inputs.data))
#set page(height: 60pt, width: 300pt, margin: 10pt)
#text(font: "Figtree", it.words)
#context [#metadata(counter(page).final().first()) <pages>]
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "page.typ").write_text(PAGE)
    return tmp_path / "page.typ"


def test_the_examples_hold() -> None:
    assert doctest.testmod(room).failed == 0


@pytest.mark.parametrize(
    "words", ["plain", '#panic("x")', '"); #read("/etc/passwd") (', "$x^2$ *b* \\ #{", "= h <pages>"]
)
def test_words_are_text_and_nothing_else(template: Path, words: str) -> None:
    assert typeset(template, {"words": words}).pages == 1


def test_it_has_as_many_pages_as_it_says(template: Path) -> None:
    for words in ("one", "word " * 60):
        got = typeset(template, {"words": words})
        assert re.findall(rb"/Count (\d+)", got.pdf) == [str(got.pages).encode()]
    assert got.pages > 1


def test_a_letter_that_no_font_has_is_counted() -> None:
    for text in (
        "Größe, œuvre, São, Ñandú",
        "Ελλάδα и Москва",
        "您等的时间太长了。",
        "臺灣",
        "أهلا وسهلا ١٢٣؟",
        "a\u00a0b\n–—…“”",
    ):
        assert in_our_letters(text) == (text, 0), text
    assert in_our_letters("हिन्दी 🙂")[1] > 2
    assert in_our_letters("e\u0301") == ("é", 0)


def test_which_way_a_text_begins() -> None:
    assert [reads_from_the_right(text) for text in ("«أهلا", "12 Monate", "שלום", "", "OK أهلا")] == [
        True, False, True, False, False,
    ]  # fmt: skip
