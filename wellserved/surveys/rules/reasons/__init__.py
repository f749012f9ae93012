"""The reasons that a decision can have, and how they read: a table for each kind of reason."""

from __future__ import annotations

from typing import Any

from wellserved.surveys.rules.reasons.asked import ASKED
from wellserved.surveys.rules.reasons.chance import CHANCE
from wellserved.surveys.rules.reasons.once import ONCE
from wellserved.surveys.rules.reasons.ours import OURS
from wellserved.surveys.rules.reasons.when import WHEN
from wellserved.surveys.rules.reasons.whom import WHOM
from wellserved.surveys.rules.reasons.words import Words

# Every reason that a decision can have, by its code.
WORDS: dict[str, Words] = {**ASKED, **WHOM, **WHEN, **ONCE, **CHANCE, **OURS}
REASONS = {code: words.sentence for code, words in WORDS.items()}
TITLES = {code: words.title for code, words in WORDS.items()}


def reason_sentence(code: str, detail: dict[str, Any]) -> str:
    """A decision's reason as a sentence, with its numbers in place."""
    sentence = REASONS.get(code, "We do not know why.").format_map(_Blank(detail))
    return sentence.replace(" 0 days ago", " today").replace(" 1 days", " 1 day")


class _Blank(dict[str, Any]):
    """Says "some" where a detail is missing."""

    def __missing__(self, key: str) -> str:
        return "some"
