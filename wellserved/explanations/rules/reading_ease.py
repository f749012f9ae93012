"""How easily a text reads, by each language's published formula. Higher is easier; 60 and more is plain.

en  Flesch (1948), "A new readability yardstick": 206.835 − 1.015·w − 84.6·s
de  Amstad (1978), "Wie verständlich sind unsere Zeitungen?": 180 − w − 58.5·s
es  Fernández Huerta (1959), "Medidas sencillas de lecturabilidad": 206.84 − 1.02·w − 60·s
fr  Kandel and Moles (1958), "Application de l'indice de Flesch à la langue française": 207 − 1.015·w − 73.6·s
pt  Martins, Ghiraldelo, Nunes and Oliveira (1996), São Carlos, "Readability formulas applied to textbooks in Brazilian
    Portuguese": 248.835 − 1.015·w − 84.6·s

w is words a sentence, s syllables a word. Syllables are counted where a word may be divided (pyphen), which finds a few
less than one hears. For Chinese and Arabic no formula holds for short texts: the length of sentences speaks alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyphen

from wellserved.wording.rules import tokens

FORMULAS = {
    "en": (206.835, 1.015, 84.6),
    "de": (180.0, 1.0, 58.5),
    "es": (206.84, 1.02, 60.0),
    "fr": (207.0, 1.015, 73.6),
    "pt-br": (248.835, 1.015, 84.6),
}
_DICTIONARIES = {"en": "en_US", "de": "de_DE", "es": "es", "fr": "fr", "pt-br": "pt_BR"}
_END = re.compile(r"[.!?…。！？؟]+(?=\s|$|[\u3400-\u9fff])|\n{2,}")
PLAIN, HARD = 60, 40
LONG = {"zh-hans": 40, "ar": 25}
LONG_ELSEWHERE = 25
_TOO_FEW = 20  # words below which a formula says nothing


@dataclass(frozen=True)
class Ease:
    """`score` is None where no formula is used, or too little is written."""

    score: float | None
    words: int
    sentences: int
    words_a_sentence: float
    longest: int  # words of the longest sentence
    said: str


def ease_of(text: str, language: str) -> Ease:
    """How it reads, in numbers and in a sentence.

    >>> ease_of("We came. We saw the fault. We mended it the same day. It works. " * 3, "en").said
    'It reads easily.'
    """
    lengths = [length for length in (len(tokens(part)) for part in sentences_of(text)) if length]
    words = sum(lengths)
    mean = words / len(lengths) if lengths else 0.0
    longest = max(lengths, default=0)
    score = _score(text, language, words, mean)
    return Ease(score, words, len(lengths), mean, longest, _said(score, words, mean, longest, language))


def sentences_of(text: str) -> list[str]:
    """Cut where a sentence ends, or where a paragraph does."""
    return [part for part in (piece.strip() for piece in _END.split(text)) if part]


def syllables(word: str, language: str) -> int:
    """At least one. Words that a hyphen joins are counted one by one."""
    return max(1, len(_dictionary(language).positions(word)) + 1)


def _score(text: str, language: str, words: int, mean: float) -> float | None:
    if language not in FORMULAS or words < _TOO_FEW:
        return None
    base, per_sentence, per_word = FORMULAS[language]
    heard = sum(syllables(text[start:end], language) for _, start, end in tokens(text))
    counted = max(1, len(tokens(text)))
    return round(base - per_sentence * mean - per_word * heard / counted, 1)


def _said(score: float | None, words: int, mean: float, longest: int, language: str) -> str:
    most = LONG.get(language, LONG_ELSEWHERE)
    if not words:
        return "Nothing is written yet."
    if score is None and language in FORMULAS:
        return "Too little is written to say how it reads."
    if score is None:
        return (
            f"Its sentences have {mean:.0f} words, the longest {longest}."
            if longest <= most
            else f"One sentence has {longest} words. Make two of it."
        )
    if score >= PLAIN:
        return "It reads easily." if longest <= most else f"It reads easily, but one sentence has {longest} words."
    if score >= HARD:
        return "It takes some effort to read. Shorter sentences help."
    return "It is hard to read. Shorter sentences and shorter words help."


@cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_DICTIONARIES[language], left=1, right=1)
