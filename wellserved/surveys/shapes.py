"""What crosses the boundary of surveys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

# The ten qualities, in their order; bit i of a mask stands for the i-th.
QUALITIES: tuple[tuple[str, str], ...] = (
    ("friendly", "Friendly"),
    ("polite", "Polite"),
    ("prompt", "Prompt"),
    ("efficient", "Efficient"),
    ("attentive", "Attentive"),
    ("listened", "Listened"),
    ("clear", "Clear"),
    ("knowledgeable", "Knew their stuff"),
    ("respectful", "Respectful"),
    ("appreciated", "Made me feel appreciated"),
)
FACES: tuple[tuple[int, str], ...] = ((1, "Awful"), (2, "Poor"), (3, "So-so"), (4, "Good"), (5, "Great"))
ACHIEVED: tuple[tuple[int, str], ...] = ((0, "No"), (1, "Partly"), (2, "Yes"))


def is_low(achieved: int | None, felt: int | None) -> bool:
    """Somebody did not get what they came for, or felt badly served: a lead hears at once."""
    return achieved == 0 or (felt is not None and felt <= 2)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came in through a link."""

    token_hash: bytes
    achieved: int | None = None
    felt: int | None = None
    qualities: int = 0
    words: str = ""
    may_call: bool = False
    touch: bool = False  # the first human sign on the page: the face alone
    asked: int = 0  # the survey version that the page says it asked; the link knows better
    sent: Mapping[str, list[str]] = field(default_factory=dict)  # for own questions, as it came
    own: Mapping[str, Any] = field(default_factory=dict)  # what of it counts, by the version that was asked

    @property
    def empty(self) -> bool:
        said = self.qualities or self.words or self.sent
        return self.achieved is None and self.felt is None and not said


@dataclass(frozen=True, slots=True)
class Said:
    """What stands as somebody's answer."""

    version: int
    achieved: int | None
    felt: int | None
    qualities: int
    words: str
    may_call: bool
    one_touch: bool
    first_at: datetime
    changed_at: datetime
    own: Mapping[str, Any] = field(default_factory=dict)  # own questions: id → answer


@dataclass(frozen=True, slots=True)
class Link:
    """An invitation as its link sees it, and what was said through it."""

    id: int
    contact_id: int | None
    day: Any  # as the database gives it: it is only handed on
    team_id: int
    service_id: int
    client_id: int
    expires_at: datetime
    cancelled: bool
    said: Said | None
    came_by: int = 0  # how the answer reaches us, as in tallies.rules.WAYS
    survey: int = 0  # the version that was asked; 0: our two questions, qualities and words
    weight: int = 1000  # how many the answer stands for, in thousandths; 0: no chance had a say
    spot_id: int = 0  # channel and place
    served_by: str = ""  # the members who served, as a delta carries them


LARGEST_FORM = 250_000  # 5,000 characters of any script, percent-encoded, and room to say kindly that it is too long
HANDED_IN = "wellserved.handed_in"  # where a request's environment says what became of its answer already


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer that nobody asked for: it came by an open door. Zeros as in tallies."""

    key: str  # the same key again is the same answer
    way: str  # one of tallies.rules.WAYS
    answer: Answer  # `asked` is the survey version that the door showed, and `own` what counts by it
    at: datetime
    door_id: int = 0
    team_id: int = 0
    service_id: int = 0
    client_id: int = 0
    spot_id: int = 0
    member_ids: tuple[int, ...] = ()  # who served
    interaction_id: int | None = None
    beside_id: int | None = None  # the invitation that this one speaks beside
    day: date | None = None  # counted under this one; none: the day it was given
    about: str = ""
    language: str = "en"
    writer_name: str = ""  # as they call themselves; not proven
    writer_email: str = ""


class Outcome(Enum):
    """What became of an answer."""

    SAVED = "saved"  # durable; also when it says what stood already
    UNKNOWN = "unknown"
    GONE = "gone"
    CLOSED = "closed"
