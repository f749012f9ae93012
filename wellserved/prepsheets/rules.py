"""The law of prep sheets: addresses, languages, when to write before an appointment, and what a sheet did."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellserved.kit.languages import ENGLISH, LANGUAGES
from wellserved.measures import Interval, newcombe, wilson

BEFORE = timedelta(days=3)  # a letter leaves this long before the appointment at most …
TOO_LATE = timedelta(hours=2)  # … and not when there is no time left to look for anything
MOST_MOVES = 2  # after so many letters about another time we write no more: somebody should call
MOST_QUESTIONS = 12
YES = 2


def slug_of(name: str, taken: Collection[str]) -> str:
    """A readable address that is not taken: "passwords", "two-step-sign-in-2"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wanted = slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:100] or "sheet"
    number = 2
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug


def language_shown(wanted: str, written: Collection[str]) -> str:
    """The language that a sheet is shown in: the one that is wanted, else English, else what there is; or none."""
    for language in (wanted, ENGLISH, *LANGUAGES):
        if language in written:
            return language
    return ""


def missing(written: Collection[str]) -> list[str]:
    """The languages that a sheet still lacks."""
    return [language for language in LANGUAGES if language not in written]


def behind(written_at: Mapping[str, datetime]) -> list[str]:
    """The languages whose text is older than the English one: it may have changed since."""
    english = written_at.get(ENGLISH)
    if english is None:
        return []
    return [language for language in LANGUAGES if language in written_at and written_at[language] < english]


def may_write(*, scheduled_at: datetime, leaves_at: datetime, now: datetime) -> bool:
    """Whether the letter before an appointment is written now: neither long before it, nor too late to be of use."""
    return now >= scheduled_at - BEFORE and leaves_at <= scheduled_at - TOO_LATE


@dataclass(frozen=True)
class Effect:
    """Of those whom we asked, how many knew what we needed, before and after the sheet was introduced."""

    before: Interval
    after: Interval
    difference: Interval

    @property
    def too_few(self) -> bool:
        return self.before.too_few or self.after.too_few

    @property
    def in_words(self) -> str:
        """What may be said."""
        if self.too_few:
            return "Too few have said so far whether they knew: it takes five answers before and five after."
        low, high = self.difference.low or 0.0, self.difference.high or 0.0
        if low > 0:
            return "More people know what we need since the sheet is there."
        if high < 0:
            return "Fewer people know what we need since the sheet is there. Perhaps something else changed, too."
        return "Whether the sheet made a difference cannot be told yet: chance alone could explain what we see."


def effect(before: Sequence[int], after: Sequence[int]) -> Effect:
    """From answers (0 no, 1 partly, 2 yes) to the share of yes, and the difference with Newcombe's interval."""
    k1, n1 = sum(answer == YES for answer in before), len(before)
    return effect_of(k1, n1, sum(answer == YES for answer in after), len(after))


def effect_of(k1: int, n1: int, k2: int, n2: int) -> Effect:
    """The same from counts: k1 of n1 before, k2 of n2 after."""
    return Effect(wilson(k1, n1), wilson(k2, n2), newcombe(k2, n2, k1, n1))
