"""What the answer page sends, parsed into an answer."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from django.utils.formats import number_format
from django.utils.functional import Promise, lazy
from django.utils.translation import ngettext

from wellserved.kit.text import clean_text
from wellserved.surveys.rules.definition import Definition
from wellserved.surveys.rules.own_answers import PREFIX, read_own
from wellserved.surveys.saying import say_wrong
from wellserved.surveys.shapes import QUALITIES, Answer

MOST_CHARACTERS = 5_000
ASKED = "v"  # the field that says with which version of a survey the page was made
_BITS = {code: 1 << bit for bit, (code, _) in enumerate(QUALITIES)}
_ACHIEVED = {"0": 0, "1": 1, "2": 2}
_FELT = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}


Fields = Mapping[str, list[str]]


def read_fields(body: bytes) -> Fields:
    """The fields of a plain form. Raises ValueError for more than any page of ours sends."""
    return parse_qs(body.decode("utf-8", "replace"), max_num_fields=100)


def read_query(query: str) -> Fields:
    """The fields of an address; of one that is too long, none."""
    return parse_qs(query, keep_blank_values=True) if len(query) < 200 else {}


def first(form: Fields, name: str) -> str:
    return form.get(name, [""])[0]


def read_answer(form: Fields, token_hash: bytes) -> tuple[Answer, str | Promise]:
    """The answer, and in plain words what is wrong with it ("" if nothing). What nobody could choose is nothing."""
    qualities = 0
    for code in form.get("qualities", ()):
        qualities |= _BITS.get(code, 0)
    words = clean_text(first(form, "words"))
    asked, sent = _sent_to_own(form) if ASKED in form else (0, {})
    answer = Answer(
        token_hash,
        _ACHIEVED.get(first(form, "achieved")),
        read_face(first(form, "felt")),
        qualities,
        words,
        first(form, "may_call") == "on",
        asked=asked,
        sent=sent,
    )
    over = len(words) - MOST_CHARACTERS
    if over > 0:
        return answer, too_long(over)
    return answer, ""


def own_problem(definition: Definition, given: Answer) -> str | Promise:
    """What is wrong with the answers to own questions, in plain words; "" if nothing."""
    wrong = read_own(definition, given.sent, achieved=given.achieved, felt=given.felt)[1]
    return lazy(say_wrong, str)(wrong, definition.language) if wrong else ""


def _sent_to_own(form: Fields) -> tuple[int, dict[str, list[str]]]:
    """The survey version that the page names, and what was filled in for its questions."""
    named = first(form, ASKED)
    sent = {name: [one for one in values if one.strip()] for name, values in form.items() if name.startswith(PREFIX)}
    version = int(named) if named.isascii() and named.isdecimal() and len(named) < 16 else 0
    return version, {name: values for name, values in sent.items() if values}


def too_long(over: int) -> str | Promise:
    """By how many characters the words are longer than fits, in the language that the page is then rendered in."""
    return lazy(_too_long, str)(over)


def _too_long(over: int) -> str:
    said = ngettext(
        "Your words are %(n)s character longer than fits here.",
        "Your words are %(n)s characters longer than fits here.",
        over,
    )
    return said % {"n": number_format(over, force_grouping=True)}


def read_face(text: str) -> int | None:
    """A face by its number, 1 to 5; None for anything else."""
    return _FELT.get(text)
