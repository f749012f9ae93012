"""What crosses the boundary of listening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Plan:
    """A round as somebody plans it."""

    name: str
    team_ids: tuple[int, ...]
    first_day: date
    last_day: date
    purpose: str = ""
    calls_each: int = 3
    questions: tuple[str, ...] = ()  # none: the three
    served_months: int = 6
    client_kind: str = ""
    service_ids: tuple[int, ...] = ()
    groups: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody who can be drawn."""

    id: int
    served_by: tuple[int, ...]  # the members who served them last
    times: int
    last_at: datetime
    kind: str  # of their client; empty where they have none
    client_id: int


@dataclass(frozen=True)
class Eligible:
    """Who can be drawn, and how many cannot, by reason."""

    candidates: Mapping[int, Candidate]
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def served(self) -> int:
        return len(self.candidates) + sum(self.left_out.values())


@dataclass(frozen=True)
class Verdict:
    """What came of repeating a draw."""

    same: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Decided:
    """What a meeting says about a theme. `decision`: keep, adjust, or empty for not decided."""

    decision: str
    confirms_id: int | None = None  # keep: a theme of an earlier round
    confirms_words: str = ""  # or an earlier decision, named in words
    action: str = ""  # adjust: what is done
    owner_id: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Evidence:
    """Why we think so: what kind of thing it is, its number there, and one sentence. Improvements pick it up."""

    kind: str  # "theme": its sentence is the theme; "call": its sentence is what was said in it
    id: int
    sentence: str
    quote: bool = False  # whether it is their own words, and not what somebody noted down


@dataclass(frozen=True)
class Outcome:
    """A theme, what was decided about it, and what became of that."""

    theme_id: int
    round_id: int
    name: str
    decision: str  # keep, adjust, or empty
    confirms: str  # keep: the earlier decision that it confirms, or empty
    action: str
    owner_id: int | None
    owner: str
    due_on: date | None  # as the meeting said
    state: str  # undecided, kept_up, unsaid, open, late, done, dropped
    due_at: datetime | None = None  # as it is now; its owner may have moved it
    ended_at: datetime | None = None  # when it was done or dropped
    word: str = ""  # why it was dropped or moved, or what its owner said when it was done
    said: tuple[Evidence, ...] = ()  # what people said, quotes first


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
class Told:
    """A story as somebody tells it. Without words about a consent nobody is named."""

    title: str
    text: str
    consent_words: str = ""


@dataclass(frozen=True)
class StoryTold:
    """A story for a page or a report. `who` is empty unless they agreed to be named."""

    id: int
    title: str
    text: str
    quote: str
    who: str
    round: str
    written_at: datetime
    href: str


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


@dataclass(frozen=True)
class Minutes:
    """A meeting on one page."""

    round: str
    teams: tuple[str, ...]
    purpose: str
    first_day: date
    last_day: date
    held_on: date | None
    present: tuple[str, ...]
    held: int
    drawn: int
    outcomes: tuple[Outcome, ...]
    unsorted: int

    @property
    def keeps(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.decision == "keep")

    @property
    def adjusts(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.decision == "adjust")

    @property
    def undecided(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if not one.decision)

    @property
    def said(self) -> int:
        return self.unsorted + sum(len(one.said) for one in self.outcomes)
