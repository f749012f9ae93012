"""The last week at the service desk, told by hand: what Lena and Milo find on Today when they come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellserved.demo.roster import Roster
from wellserved.demo.year import Case

DESK, LENA, MILO = 0, 2, 3
LEFT_ALONE = timedelta(days=45)  # a storyteller has not been served for so long, so that they may be asked


@dataclass(frozen=True)
class Story:
    """An answer of the last days: `hours` ago, about `served`; `waits` when nobody has read it yet."""

    served: tuple[str, ...]  # "lena", "milo", or "other" for somebody else at the desk
    achieved: int
    felt: int
    named: tuple[str, ...]
    words: str
    hours: float
    subject: str
    channel: str = "phone"
    language: str = "en"
    may_call: bool = False
    waits: bool = False


STORIES: tuple[Story, ...] = (
    Story(
        ("milo",), 2, 5, ("listened", "respectful"),
        "He stayed on the line until my mother could log in herself, and never once sighed.", 20, "My mother's guest account",
    ),
    Story(
        ("lena",), 2, 5, ("attentive", "clear"),
        "Lena came over herself, found the loan laptop in ten minutes, and wrote down the three steps for my next time.",
        27, "Loan laptop for a visiting lecturer", "visit",
    ),
    Story(
        ("other",), 1, 2, ("clear",), "It works now, but nobody told me why it took four days.", 3,
        "Shared calendar does not open", may_call=True, waits=True,
    ),
    Story(
        ("milo",), 2, 4, ("efficient",),
        "Milo fixed it in one go. A message when it was done would have saved me two walks to the desk.", 15,
        "Docking station", "walk-up", waits=True,
    ),
    Story(
        ("milo",), 2, 5, ("friendly", "appreciated"),
        "I was on my third day and lost. Milo drew me a map of all the systems on the back of a form; it hangs above my desk now.",
        31, "Where do I find what", "walk-up", waits=True,
    ),
    Story(
        ("lena",), 1, 4, ("prompt",),
        "The calendar works on my laptop now. On the phone it still shows last week.", 150, "Calendar on two devices",
        waits=True,
    ),
    Story(
        ("lena",), 2, 5, ("clear",), "Me explicó la licencia dos veces, sin prisa y sin perder la sonrisa.", 10, "Licence for the drawing software",
        language="es", waits=True,
    ),
    Story(
        ("other", "other"), 2, 3, ("listened",), "Fine in the end, but I had to tell the story three times.", 22,
        "New desk, no screen", "visit", waits=True,
    ),
)  # fmt: skip


def tell_stories(cases: Sequence[Case], roster: Roster, end: datetime) -> list[Case]:
    """The same cases, but for a few of the desk's that now belong to a story, each with a contact of its own."""
    told = list(cases)
    recent = {case.contact for case in cases if case.opened_at > end - LEFT_ALONE}
    tellers = [
        i for i, contact in enumerate(roster.contacts)
        if i not in recent and contact.email and not contact.opted_out and roster.clients[contact.client][1] == "internal"
    ]  # fmt: skip
    others = [i for i in roster.of_team(DESK) if i not in (LENA, MILO)]
    for number, story in enumerate(STORIES):
        i = _case_for(told, end - timedelta(hours=story.hours + 5))
        teller = next(c for c in tellers if roster.contacts[c].language == story.language)
        tellers.remove(teller)
        served = {"lena": (LENA,), "milo": (MILO,), "other": (others[number % len(others)],)}
        members = served[story.served[0]] if len(story.served) == 1 else (others[0], others[1])
        told[i] = replace(
            told[i], members=members, contact=teller, subject=story.subject, channel=story.channel, story=number
        )
    return told


def _case_for(cases: Sequence[Case], before: datetime) -> int:
    """The desk's last case that closed before then and belongs to no story yet."""
    closed = [
        (case.closed_at, i) for i, case in enumerate(cases)
        if case.team == DESK and case.closings == 1 and case.story is None and case.closed_at and case.closed_at < before
    ]  # fmt: skip
    return max(closed)[1]
