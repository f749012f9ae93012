"""What a meeting decides, tells and writes down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wellserved.improvements.shapes import Evidence


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
