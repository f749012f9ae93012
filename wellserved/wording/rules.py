"""The law of this room: how a phrase is found in a text, and how a guide is laid over another.

Texts are compared word by word, in small letters, without accents and vowel marks, all apostrophes being one; in
Chinese and Japanese, which set no spaces, sign by sign. static/wording/match.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wellserved.wording.shapes import HOUSE, TEAM, Change, Entry, Found

LONGEST_AVOID, LONGEST_OFFER = 120, 300
LONGEST_TEXT = 20_000  # what is longer is looked at up to here
TATWEEL = "\u0640"
APOSTROPHES = dict.fromkeys("\u2019\u2018\u02bc\u02b9\u0060\u00b4\u2032\uff07\u05f3", "'")
_SIGN = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WORD = rf"(?:(?!{_SIGN})\w)+"
_TOKEN = re.compile(f"{_SIGN}|{_WORD}(?:'{_WORD})*")  # each character fits in one way only: time grows with length
_END = ""  # no token is empty


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as they are compared, each with where it stands."""
    folded, origin = _folded(text[:LONGEST_TEXT])
    return [(found.group(), origin[found.start()], origin[found.end() - 1] + 1) for found in _TOKEN.finditer(folded)]


def words_of(phrase: str) -> list[str]:
    """A phrase as it is compared; empty if it holds no word at all."""
    return [word for word, _, _ in tokens(phrase)]


class Matcher:
    """Finds the phrases of a guide in a text: a step for each word, and never more than a phrase's length ahead."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """`phrases`: the words to avoid, by key."""
        self._root: dict[str, Any] = {}
        for key, phrase in phrases.items():
            words = words_of(phrase)
            if not words:
                continue
            node = self._root
            for word in words:
                node = node.setdefault(word, {})
            node.setdefault(_END, key)

    def find(self, text: str) -> list[Found]:
        """From the beginning on; the longest where several begin at one word; none inside another."""
        said, found, at = tokens(text), list[Found](), 0
        while at < len(said):
            key, length = self._longest(said, at)
            if key:
                found.append(Found(key, said[at][1], said[at + length - 1][2]))
            at += length or 1
        return found

    def _longest(self, said: Sequence[tuple[str, int, int]], at: int) -> tuple[str, int]:
        node: dict[str, Any] | None = self._root
        key, length = "", 0
        for ahead in range(at, len(said)):
            node = node.get(said[ahead][0]) if node else None
            if node is None:
                break
            if _END in node:
                key, length = node[_END], ahead - at + 1
        return key, length


def laid_over(starting: Iterable[Entry], house: Iterable[Change], team: Iterable[Change] = ()) -> list[Entry]:
    """The guide that holds: the starting list, what the house changed in it, and what a team changed in that."""
    entries = {entry.key: entry for entry in starting}
    for changes, origin in ((house, HOUSE), (team, TEAM)):
        for change in changes:
            key = change.replaces or change.key
            if change.dropped:
                entries.pop(key, None)
            elif not change.replaces or key in entries:
                entries[key] = Entry(key, change.language, change.avoid, change.offer, origin)
    return list(entries.values())


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its characters where it came from."""
    if text.isascii():  # most texts are, and no letter of theirs turns into two
        return text.replace("`", "'").lower(), range(len(text))
    letters: list[str] = []
    origin: list[int] = []
    for at, letter in enumerate(text):
        for part in _fold_letter(letter):
            letters.append(part)
            origin.append(at)
    return "".join(letters), origin


def _fold_letter(letter: str) -> str:
    if letter < "\x80":
        return "'" if letter == "`" else letter.lower()
    if letter in APOSTROPHES:
        return "'"
    parts = unicodedata.normalize("NFKD", letter).lower().replace("ß", "ss").replace("ς", "σ")
    return "".join(
        APOSTROPHES.get(part, part)
        for part in parts
        if part != TATWEEL and unicodedata.category(part) not in ("Mn", "Cf")
    )
