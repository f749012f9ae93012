"""What a calendar answered, as the room that invited is told; rooms above register themselves here.

    @hears_answers("call")
    def hear(heard: CalendarAnswer) -> None: ...

It is called in the transaction that takes note of the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CalendarAnswer:
    """What somebody’s calendar answered to one invitation."""

    subject_id: int
    answer: str  # "accepted", "declined", "tentative"; empty for a proposal without one
    arrived_id: int  # the letter that brought it
    at: datetime
    said_by: str  # the address that sent it
    contact_id: int | None = None  # whose answer it is; neither of them: somebody whom we had not invited
    member_id: int | None = None
    stale: bool = False  # it answers a time that has changed since
    comment: str = ""
    proposes: datetime | None = None


Hear = Callable[[CalendarAnswer], None]
_hear: dict[str, Hear] = {}


def hears_answers(subject_kind: str) -> Callable[[Hear], Hear]:
    """Be told what calendars answer to appointments of this kind."""

    def register(hear: Hear) -> Hear:
        _hear[subject_kind] = hear
        return hear

    return register


def tell_of_answer(subject_kind: str, heard: CalendarAnswer) -> None:
    if hear := _hear.get(subject_kind):
        hear(heard)
