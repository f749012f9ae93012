"""A field came as plain text, from a page without a script: which lines that makes of those it had shown. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from wellserved.listening.rules.merging import Line, in_order, running_text


def rewritten(known: Sequence[Line], question: int, text: str, new_id: Callable[[], UUID]) -> list[Line]:
    """The lines to merge, so that the field holds this text: nothing, if it is the one that was shown.

    A quote that still stands there word for word is a quote still.
    """
    if text == running_text(known, question):
        return []
    gone = in_order(known, question)
    quotes = [line.text for line in gone if line.is_quote and line.text.strip()]
    place, fresh = gone[0].place if gone else 1.0, list[Line]()
    for paragraph, words in enumerate(text.split("\n") if text else []):
        for part, (is_quote, said) in enumerate(_parted(words, quotes)):
            beside = gone[0].id if gone and not fresh else None
            starts = paragraph > 0 and part == 0
            fresh.append(Line(new_id(), question, place + len(fresh), said, is_quote, starts, beside=beside))
    return [*(line.without_words() for line in gone), *fresh]


def _parted(words: str, quotes: list[str]) -> list[tuple[bool, str]]:
    """A paragraph in remarks and quotes; each quote is found once, and taken off the list. Never nothing."""
    for quote in sorted(quotes, key=len, reverse=True):
        before, found, after = words.partition(quote)
        if found:
            quotes.remove(quote)
            around = [*_parted(before, quotes), (True, quote), *_parted(after, quotes)]
            return [part for part in around if part[1]]
    return [(False, words)]
