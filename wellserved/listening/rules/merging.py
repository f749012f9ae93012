"""Two copies of the notes of one call become one, and no word of either is lost. Pure.

The law, which the page (listening/static/listening/call/lines.js) follows too:

- Notes are lines. The page that writes a line gives it its id, and is the only one that changes it: each change raises
  its revision. A line that is taken away stays as a tombstone of the revision that was seen when it went.
- Who changes a line of another page takes it away as they saw it, and writes one of their own `beside` it. If nobody
  changed it meanwhile, the new line has taken its place; if somebody did, both stand there.
- So of one line the higher revision wins, and of the same revision the tombstone: copies can come in any order, any
  number of times, and the outcome is the same.
- Should two copies give the same revision other words, which no page of ours does, both are kept as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID, uuid5

PROMISED = 99  # the "question" under which stands what the member promised


@dataclass(frozen=True)
class Line:
    """A remark or a quote, as one copy knows it."""

    id: UUID
    question: int
    place: float
    text: str
    is_quote: bool = False
    new_paragraph: bool = False
    revision: int = 1
    beside: UUID | None = None
    removed: bool = False

    @property
    def rank(self) -> tuple[int, bool]:
        return self.revision, self.removed

    def without_words(self) -> Line:
        """The tombstone of this line, as it stands."""
        return replace(self, text="", is_quote=False, new_paragraph=False, removed=True)


class Piece(NamedTuple):
    """A line where it is shown, and what parts it from the one before: nothing, a space, or a new paragraph."""

    lead: str
    line: Line


def merge(ours: Iterable[Line], theirs: Iterable[Line]) -> dict[UUID, Line]:
    """All lines of both copies, by id; tombstones too."""
    found: dict[UUID, Line] = {}
    for line in (*ours, *theirs):
        _put(found, line.without_words() if line.removed else line)
    return found


def both_kept(lines: Iterable[Line]) -> set[UUID]:
    """The lines that were changed in two places, where both stand."""
    shown = {line.id: line for line in lines if not line.removed}
    in_place_of = Counter(line.beside for line in shown.values() if line.beside)
    found: set[UUID] = set()
    for line in shown.values():
        if line.beside and (line.beside in shown or in_place_of[line.beside] > 1):
            found |= {line.id, line.beside} & shown.keys()
    return found


def in_order(lines: Iterable[Line], question: int) -> list[Line]:
    """What is shown under a question, in its order."""
    shown = (line for line in lines if line.question == question and not line.removed)
    return sorted(shown, key=lambda line: (line.place, line.beside is not None, line.id.hex))


def pieces(lines: Sequence[Line], question: int) -> list[Piece]:
    """The lines of a question as running text. Copies that stand beside each other begin a paragraph of their own, and
    remarks that two pages wrote do not run into one word."""
    twice, found = both_kept(lines), list[Piece]()
    for line in in_order(lines, question):
        before = found[-1].line if found else None
        lead = ""
        if line.new_paragraph or (before is not None and line.id in twice and line.beside):
            lead = "\n"
        elif before is not None and not (before.is_quote or line.is_quote) and _would_join(before.text, line.text):
            lead = " "
        found.append(Piece(lead, line))
    return found


def running_text(lines: Sequence[Line], question: int) -> str:
    """What the field of a question holds."""
    return "".join(lead + line.text for lead, line in pieces(lines, question))


def _put(found: dict[UUID, Line], line: Line) -> None:
    known = found.get(line.id)
    if known is None or line.rank > known.rank:
        found[line.id] = line
        return
    if line.rank < known.rank or line == known:
        return
    lower, higher = sorted((known, line), key=_total)
    found[line.id] = higher
    if lower.text and lower.text != higher.text:
        sibling = uuid5(lower.id, lower.text)
        _put(found, replace(lower, id=sibling, revision=1, beside=lower.id))


def _total(line: Line) -> tuple[str, float, int, bool, bool, str]:
    """Any order will do, if every copy has the same."""
    beside = line.beside.hex if line.beside else ""
    return line.text, line.place, line.question, line.is_quote, line.new_paragraph, beside


def _would_join(before: str, after: str) -> bool:
    return bool(before and after) and not before[-1].isspace() and not after[0].isspace()
