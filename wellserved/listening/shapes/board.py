"""What lies on a round's board, and where it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Note:
    """A line of a call, as the board shows it. Who said it stays with the call; who heard it stands there."""

    id: str
    call_id: int
    question: int
    text: str
    is_quote: bool
    revision: int
    heard_by: str
    client: str
    theme_id: int | None = None
    place: float | None = None


@dataclass(frozen=True)
class Column:
    """A theme with what lies in it."""

    id: int
    name: str
    decision: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Board:
    """A round's board as it is at one moment."""

    version: str
    columns: tuple[Column, ...]
    pile: tuple[tuple[int, tuple[Note, ...]], ...]  # what is not sorted, by question
    notes: Sequence[Note]  # all of it

    @property
    def unsorted(self) -> int:
        return sum(note.theme_id is None for note in self.notes)


@dataclass(frozen=True)
class Move:
    """Notes on their way into a theme: one that is there, a new one by its name, or none."""

    line_ids: tuple[UUID, ...]
    theme_id: int | None
    new_theme: str = ""
    before: UUID | None = None


@dataclass(frozen=True)
class SuggestedGroup:
    """Notes that look alike, and two words that they have in common."""

    name: str
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Piece:
    """A line of an answer."""

    text: str
    is_quote: bool
    new_paragraph: bool
    theme: str


@dataclass(frozen=True)
class Answer:
    """What was noted down to one question in one call."""

    heard_by: str
    client: str
    pieces: tuple[Piece, ...]
