"""The law of what is said in confidence: how it is held, when it may be opened, and what is then kept of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from wellserved.confidences.shapes import Held, Said, Sum
from wellserved.surveys.rules.confiding import FEWEST
from wellserved.surveys.shapes import QUALITIES, is_low

SMALLEST = 16_384  # bytes: so many answers fit into it that its size tells nothing of a small team
Order = tuple[int, int, int, str]


def with_one_more(held: Held, said: Said, mark: str) -> Held:
    """What waits after this answer: the same whatever the order in which answers came."""
    return Held(tuple(sorted((*held.said, said), key=_by_content)), held.used | {mark})


def without_marks(held: Held) -> Held:
    """What is kept of a quarter that is over: no ticket of it works any more."""
    return Held(held.said)


def pack(held: Held) -> bytes:
    """As bytes that depend on nothing but what was said, and whose length is one of few."""
    content = json.dumps([[list(said) for said in held.said], sorted(held.used)], separators=(",", ":")).encode()
    size = SMALLEST
    while size < len(content):
        size *= 2
    return content.ljust(size)


def unpack(raw: bytes) -> Held:
    said, used = json.loads(raw)
    return Held(tuple(Said(*one) for one in said), frozenset(used))


def may_open(quarter: Held) -> bool:
    """Whether five have spoken in this very quarter. What waits from earlier ones may be by the same people."""
    return len(quarter.said) >= FEWEST


def added_up(said: Iterable[Said]) -> Sum:
    """What is kept when a batch is opened. Which face, quality and words came together is forgotten here."""
    every = list(said)
    both = [one for one in every if one.achieved is not None and one.felt is not None]
    return Sum(
        answers=len(every),
        achieved=tuple(sum(one.achieved == value for one in every) for value in range(3)),
        felt=tuple(sum(one.felt == value for one in every) for value in range(1, 6)),
        both=len(both),
        bullseye=sum(one.achieved == 2 and one.felt == 5 for one in both),
        named=_qualities(one for one in every if not is_low(None, one.felt)),
        missing=_qualities(one for one in every if is_low(None, one.felt)),
        words=tuple(sorted((one.words for one in every if one.words), key=_by_chance)),
    )


def _qualities(said: Iterable[Said]) -> tuple[int, ...]:
    masks = [one.qualities for one in said]
    return tuple(sum(mask >> bit & 1 for mask in masks) for bit in range(len(QUALITIES)))


def _by_content(said: Said) -> Order:
    return (-1 if said.achieved is None else said.achieved, said.felt or 0, said.qualities, said.words)


def _by_chance(words: str) -> bytes:
    """An order that anybody can make again, and that tells nothing but the words themselves."""
    return hashlib.sha256(words.encode()).digest()
