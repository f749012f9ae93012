"""Who takes the letters that come in: rooms above register themselves here, for mail knows none of them.

    @receiver("case", called="case", href=lambda id: reverse("case", args=[id]))
    def receive(letter: ArrivedLetter) -> bool: ...

A receiver is called in the transaction that marks the letter as delivered, so that both happen or neither; what it
raises is tried again later, and at last shown to a lead. It returns False for what is not its own: the letter is then
kept as "nobody took this". It may also return the thread it made, such as ("case", 17).
Only letters that people wrote come here: never out-of-office notes, delivery reports, lists and loops. But what a
calendar answers is a machine's letter for a person: whoever `reads_calendars` is asked first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from wellserved.mail.shapes import ArrivedLetter, Bounce, Unwanted

NEW = ""  # the kind of letters that answer nothing
Taken = bool | tuple[str, int]
Receive = Callable[[ArrivedLetter], Taken]
Hear = Callable[[Bounce], None]
ReadCalendar = Callable[[ArrivedLetter, bytes], Taken]
HearUnwanted = Callable[[Unwanted], None]


@dataclass(frozen=True)
class Receiver:
    """One kind of thread: who takes its letters, what people call it, and where it can be seen."""

    kind: str
    receive: Receive
    called: str
    href: Callable[[int], str] | None
    readable: Callable[[HttpRequest, int], bool] | None


_receivers: dict[str, Receiver] = {}
_hear: list[Hear] = []
_read_calendars: list[ReadCalendar] = []
_hear_unwanted: list[HearUnwanted] = []


def receiver(
    kind: str,
    *,
    called: str = "",
    href: Callable[[int], str] | None = None,
    readable: Callable[[HttpRequest, int], bool] | None = None,
) -> Callable[[Receive], Receive]:
    """Take the letters of this kind of thread; NEW for those that answer nothing.

    `readable` says whether somebody may read a thread: they may then open its letters, whole and with their files.
    """

    def register(receive: Receive) -> Receive:
        _receivers[kind] = Receiver(kind, receive, called or kind, href, readable)
        return receive

    return register


def hears_of_bounces(hear: Hear) -> Hear:
    """Be told of letters of ours that did not arrive, in the transaction that takes note of it."""
    if hear not in _hear:
        _hear.append(hear)
    return hear


def hears_of_unwanted(hear: HearUnwanted) -> HearUnwanted:
    """Be told of letters of ours that somebody called spam, in the transaction that takes note of it."""
    if hear not in _hear_unwanted:
        _hear_unwanted.append(hear)
    return hear


def reads_calendars(read: ReadCalendar) -> ReadCalendar:
    """Be handed letters with a calendar in them, and that calendar, before anybody else. As with a receiver, False
    means that it is not for them."""
    if read not in _read_calendars:
        _read_calendars.append(read)
    return read


def offer_calendar(letter: ArrivedLetter, calendar: bytes) -> Taken:
    """Whether somebody takes this calendar, and where it belongs."""
    return next((taken for read in _read_calendars if (taken := read(letter, calendar))), False)


def receiver_for(kind: str) -> Receiver | None:
    return _receivers.get(kind)


def receivers() -> list[Receiver]:
    """All of them, by what people call them."""
    return sorted(_receivers.values(), key=lambda known: known.called)


def tell_of_bounce(bounce: Bounce) -> None:
    for hear in _hear:
        hear(bounce)


def tell_of_unwanted(unwanted: Unwanted) -> None:
    for hear in _hear_unwanted:
        hear(unwanted)
