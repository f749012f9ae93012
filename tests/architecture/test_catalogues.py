"""Whoever is served is spoken to in their language: nothing missing, nothing left in English, nothing unmarked."""

from __future__ import annotations

import ast
import gettext
import io
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from django.template.base import Lexer, TokenType

from tests.catalogues import (
    LOCALE,
    PLURALS,
    ROOT,
    TRANSLATED,
    as_mo,
    extracted,
    key_of,
    path_of,
    read,
    sources,
)
from wellserved.kit.languages import LANGUAGES
from wellserved.people import forms
from wellserved.surveys.choices import ACHIEVED_WORDS, FACE_WORDS, QUALITY_WORDS
from wellserved.surveys.shapes import ACHIEVED, FACES, QUALITIES

# What is rightly the same in a language as in English, and why.
SAME = {
    "de": {"Team": "it is the German word, too"},
    "fr": {"Service": "it is the French word, too"},
    "es": {"No": "it is the Spanish word, too"},
    "pt-br": {"“%(words)s”": "quotation marks are the same"},
    "zh-hans": {"“%(words)s”": "quotation marks are the same"},
}
HOLE = re.compile(r"%\((\w+)\)s")
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN_ATTRIBUTE = re.compile(r"""\b(?:aria-label|alt|title|placeholder|data-(?!touch)\w+)="([^"]*)\"""")

in_every_language = pytest.mark.parametrize("language", TRANSLATED)


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def forms_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids_of(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def test_there_is_a_catalogue_for_every_language_and_no_other() -> None:
    kept = {path.relative_to(LOCALE).as_posix() for path in LOCALE.rglob("*.?o")}
    wanted = {
        path_of(language, kind).relative_to(LOCALE).as_posix() for language in TRANSLATED for kind in ("po", "mo")
    }
    assert kept == wanted
    assert forms.LANGUAGES.keys() == LANGUAGES.keys()


@in_every_language
def test_the_catalogue_holds_what_the_sources_say_and_nothing_else(language: str) -> None:
    """If this fails: .venv/bin/python tools/messages, then translate what it names."""
    said = {(key_of(message), message.id) for message in extracted() if message.id}
    kept = {(key_of(message), message.id) for message in messages(language)}
    assert (said - kept, kept - said) == (set(), set())


@in_every_language
def test_nothing_is_missing_or_guessed(language: str) -> None:
    found = messages(language)
    assert [ids_of(message) for message in found if not all(forms_of(message)) or not forms_of(message)] == []
    assert [ids_of(message) for message in found if message.fuzzy] == []


@in_every_language
def test_nothing_is_left_in_english(language: str) -> None:
    left = {one.id for one in messages(language) if any(form in ids_of(one) for form in forms_of(one))}
    assert left == set(SAME.get(language, {}))


@in_every_language
def test_every_count_has_all_the_forms_of_the_language(language: str) -> None:
    count = int(PLURALS[language].removeprefix("nplurals=").partition(";")[0])
    counted = [message for message in messages(language) if not isinstance(message.id, str)]
    assert [message.id for message in counted if len(forms_of(message)) != count] == []


@in_every_language
def test_what_is_filled_in_is_filled_in_everywhere(language: str) -> None:
    """In a counted message "one" and "two" may be words; the last form, for any number, holds everything."""
    wrong = []
    for message in messages(language):
        wanted = set(HOLE.findall(ids_of(message)[-1]))
        said = [set(HOLE.findall(form)) for form in forms_of(message)]
        plain = HOLE.sub("", "".join(forms_of(message)))
        if said[-1] != wanted or any(one - wanted for one in said) or "%" in plain:
            wrong.append(message.id)
    assert wrong == []


@in_every_language
def test_the_marks_inside_a_message_are_kept(language: str) -> None:
    """Brackets stand around a link, # for a number; and no translation brings markup, a shout or loose ends."""
    wrong = []
    for message in messages(language):
        english = ids_of(message)[-1]
        for form in forms_of(message):
            same = all(form.count(mark) == english.count(mark) for mark in "[]#<>&{}\n")
            ends = english.endswith(" ") == form.endswith(" ") and english.startswith(" ") == form.startswith(" ")
            if not same or not ends or re.search(r"[!！¡\"]", form):
                wrong.append(form)
    assert wrong == []


@in_every_language
def test_the_compiled_catalogue_says_what_the_readable_one_says(language: str) -> None:
    kept = gettext.GNUTranslations(path_of(language, "mo").open("rb"))
    meant = gettext.GNUTranslations(io.BytesIO(as_mo(language)))
    assert _words(kept) == _words(meant)
    assert [kept.plural(n) for n in range(200)] == [meant.plural(n) for n in range(200)]  # type: ignore[attr-defined]


def _words(catalogue: Any) -> dict[Any, str]:
    return {key: words for key, words in catalogue._catalog.items() if key}


@in_every_language
@pytest.mark.parametrize("words", [ACHIEVED_WORDS, FACE_WORDS, QUALITY_WORDS], ids=["achieved", "felt", "qualities"])
def test_no_two_choices_read_the_same(language: str, words: dict[Any, Any]) -> None:
    known = {key_of(message): message.string for message in messages(language)}
    choices = {message.id for message in messages(language) if message.id in {str(word) for word in words.values()}}
    assert len(choices) == len(words)
    said = [known[key] for key in known if key[0] and key[1] in choices]
    assert len(said) == len(set(said)) == len(words)


def test_choices_are_those_that_are_counted() -> None:
    assert {code: str(word) for code, word in ACHIEVED_WORDS.items()} == dict(ACHIEVED)
    assert {code: str(word) for code, word in FACE_WORDS.items()} == dict(FACES)
    assert {code: str(word) for code, word in QUALITY_WORDS.items()} == dict(QUALITIES)


def templates() -> list[Path]:
    return [path for path in sources() if path.suffix in (".html", ".txt")]


def test_every_page_for_the_person_served_is_among_the_sources() -> None:
    extending = [
        path
        for path in (ROOT / "wellserved").glob("*/templates/**/*.html")
        if re.search(r"""{% extends "(frame/public\w*|\w+/public/\w+)\.html" %}""", path.read_text(encoding="utf-8"))
    ]
    assert [path.relative_to(ROOT).as_posix() for path in extending if path not in sources()] == []


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_words_of_a_public_template_are_unmarked(path: Path) -> None:
    assert unmarked(path.read_text(encoding="utf-8")) == []


def unmarked(template: str) -> list[str]:
    """Words between the tags, and in attributes that are read out, outside of {% translate %}."""
    shown, inside = [], False
    for token in Lexer(template).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK and name in ("blocktranslate", "comment"):
            inside = True
        elif token.token_type == TokenType.BLOCK and name in ("endblocktranslate", "endcomment"):
            inside = False
        elif token.token_type == TokenType.TEXT and not inside:
            shown.append(token.contents)
        else:
            shown.append(" ")
    text = re.sub(r"<(style|script)\b.*?</\1>|<!--.*?-->", "", "".join(shown), flags=re.S)
    spoken = [attribute for attribute in SPOKEN_ATTRIBUTE.findall(text) if WORD.search(attribute)]
    return spoken + [words.strip() for words in TAG.split(text) if WORD.search(re.sub(r"&\w+;", "", words))]


def test_unmarked_words_are_found() -> None:
    assert unmarked('<p>{% translate "Well" %} <b class="x">done</b></p>') == ["done"]
    assert unmarked('{% comment %}so{% endcomment %}<p aria-label="Hello">{% if a %}{{ b }}{% endif %}') == ["Hello"]


def test_no_notice_is_written_in_english_alone() -> None:
    """What views hand to public_notice comes from the catalogue."""
    bare = []
    for path in (ROOT / "wellserved").rglob("*.py"):
        if "tests" in path.parts or "editor" in path.parts:  # a preview is for members
            continue
        for call in (
            node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
        ):
            if getattr(call.func, "id", getattr(call.func, "attr", "")) == "public_notice":
                bare += [f"{path.name}: {one.value}" for one in call.args if isinstance(one, ast.Constant)]
    assert bare == []
