"""The law of this room: which comment reads like praise, and whose month a digest tells of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wellserved.kudos.praise import NOT, WORDS
from wellserved.kudos.shapes import Praise
from wellserved.wording.rules import Matcher, tokens

_PRAISE = Matcher({word: word for words in WORDS.values() for word in words})
SHOWN = 5


def praise_in(words: str, felt: int | None, achieved: int | None, first_names: Sequence[str] = ()) -> Praise | None:
    """Whether a comment reads like praise for somebody; None if not.

    The rule, plain on purpose: it felt great (5), they did not go without what they came for, and a word that praises
    stands in it without a "not" before it. `wellserved.reading` will once tell more; what it returns has this shape.
    """
    if felt != 5 or achieved == 0:
        return None
    found: list[str] = []
    for one in _PRAISE.find(words):
        before = tokens(words[max(0, one.start - 30) : one.start])[-2:]
        if not NOT & {word for word, _, _ in before}:
            found.append(" ".join(words[one.start : one.end].split()))
    if not found:
        return None
    said = {word for word, _, _ in tokens(words)}
    names = tuple(name for name in first_names if {word for word, _, _ in tokens(name)} & said)
    return Praise(tuple(dict.fromkeys(found))[:SHOWN], names)


def praised(served: Sequence[tuple[int, str]], praise: Praise) -> int | None:
    """Whom it may be about: the one who served; of several, the one it names. Else a person chooses."""
    if len(served) == 1:
        return served[0][0]
    named = [member for member, first_name in served if first_name in praise.names]
    return named[0] if len(named) == 1 else None


def is_the_giver_s(words: str, chosen: str) -> bool:
    """Whether what was chosen stands in what they wrote: a part may be left out, nothing may be added."""
    return bool(chosen.split()) and " ".join(chosen.split()) in " ".join(words.split())


def month_before(day: date) -> tuple[date, date]:
    """The first days of the month before and of this month: a digest tells of what lies between."""
    here = day.replace(day=1)
    return (here.replace(year=here.year - 1, month=12) if here.month == 1 else here.replace(month=here.month - 1)), here
