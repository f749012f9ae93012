"""A survey of another product, as far as ours has an equivalent, and what it has that ours has not."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from wellserved.kit.languages import spoken
from wellserved.kit.text import clean_text
from wellserved.surveys.rules.definition import LONGEST, Question

MOST_BYTES = 2_000_000
MOST_FOUND = 60  # questions that the preview offers to choose five from
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|a|font|sup|sub|small|mark)\b[^<>]*>", re.I)
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.S | re.I)


class UnreadableError(ValueError):
    """The file cannot be read, and why, in plain words."""


@dataclass
class Found:
    """A question of theirs that ours has an equivalent for."""

    code: str  # their name for it
    question: Question
    notes: list[str] = field(default_factory=list)  # what of it is lost


@dataclass
class Foreign:
    """What stands in a file of another product."""

    format: str
    title: str = ""
    language: str = "en"
    found: list[Found] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # one sentence each

    def leave_out(self, what: str, why: str) -> None:
        if len(self.left_out) < 200:
            self.left_out.append(f"{what}: {why}")


def plain(text: object, longest: int = 1_000) -> str:
    """What a text says, without markup and line ends."""
    said = html.unescape(_TAG.sub(" ", _INLINE.sub("", str(text or "")[:20_000])))
    said = " ".join(clean_text(said).split())
    return said[:longest]


def our_language(code: str) -> str | None:
    """Theirs as ours: "de-informal" is "de"; None for one we do not speak, and for traditional Chinese."""
    if code.lower().replace("_", "-").startswith(("zh-hant", "zh-tw", "zh-hk")):
        return None
    return spoken(code) or None


def texts_of(said: Mapping[str, object], length: str, notes: list[str]) -> dict[str, str]:
    """Texts by our languages, cut to what fits; what was cut is noted."""
    texts: dict[str, str] = {}
    for code, text in said.items():
        language, words = our_language(code), plain(text)
        if language is None or not words or language in texts:
            continue
        if len(words) > LONGEST[length]:
            note = f"a text is cut at {LONGEST[length]} characters"
            notes += [note] if note not in notes else []
            words = words[: LONGEST[length] - 1].rstrip() + "…"
        texts[language] = words
    return texts
