"""The minutes as one page to print. What has no room on it is named, and stands on the page in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from wellserved.kit.saying import number
from wellserved.kit.text import beginning
from wellserved.kit.typeset import in_our_letters, reads_from_the_right, typeset
from wellserved.listening.shapes import Minutes, Outcome

TEMPLATE = Path(__file__).resolve().parent / "print" / "minutes.typ"


@dataclass(frozen=True)
class Room:
    """How much is said. Each step down says less, until it fits."""

    quotes: int  # of each theme
    letters: int  # of a quote
    size: float  # of type, in points
    air: float  # between lines that belong together, in heights of type
    themes: int = 60


STEPS = (
    *(Room(4, 220, 10.5, 0.85), Room(3, 220, 10.0, 0.7), Room(2, 160, 10.0, 0.6), Room(2, 110, 9.5, 0.55)),
    *(Room(1, 110, 9.5, 0.55), Room(1, 80, 9.0, 0.5), Room(0, 0, 9.0, 0.5)),
    *(Room(0, 0, 9.0, 0.5, most) for most in (25, 22, 20, 18, 16, 14, 12, 10, 8, 6, 5, 4, 3, 2, 1)),
)


def minutes_pdf(minutes: Minutes, link: str) -> bytes:
    """One page A4: the first step that fits. What was decided is the last to go."""
    for room in STEPS:
        set_ = typeset(TEMPLATE, _page(minutes, link, room))
        if set_.pages == 1:
            return set_.pdf
    raise ValueError("The minutes fit on no page")  # one theme of bounded length always does


def _page(minutes: Minutes, link: str, room: Room) -> dict[str, Any]:
    decided = [*minutes.adjusts, *minutes.keeps, *minutes.undecided]
    shown, gone = decided[: room.themes], decided[room.themes :]
    quotes_gone = sum(max(0, len(one.said) - room.quotes) for one in shown) + sum(len(one.said) for one in gone)
    letters = _Letters()
    page = {
        "organisation": letters(beginning(settings.ORGANISATION, 80)),
        "title": letters(beginning(minutes.round, 90)),
        "day": f"{minutes.held_on.day} {minutes.held_on:%B %Y}" if minutes.held_on else "",
        "about": letters(beginning(_about(minutes), 400)),
        "present": letters(_names(minutes.present)),
        "size": room.size,
        "air": room.air,
        "numbers": [
            [f"{minutes.held} of {minutes.drawn}", "calls held"],
            [str(minutes.said), "things people said"],
            [str(len(minutes.keeps)), "to keep"],
            [str(len(minutes.adjusts)), "to adjust"],
        ],
        "themes": [_theme(one, room, letters) for one in shown],
    }
    page["left_out"] = list(_left_out(gone, quotes_gone, link, letters))
    return page


def _theme(one: Outcome, room: Room, letters: _Letters) -> dict[str, Any]:
    due = f"by {one.due_on.day} {one.due_on:%B %Y}" if one.due_on else "no day yet"
    tags = {"open": "adjust", "late": "adjust", "unsaid": "adjust", "done": "adjusted", "dropped": "dropped"}
    said = [(letters(beginning(said.sentence, room.letters)), said.quote) for said in one.said[: room.quotes]]
    return {
        "name": letters(one.name),
        "kind": one.decision or "open",
        "tag": "keep" if one.decision == "keep" else tags.get(one.state, "not decided"),
        "action": letters(one.action),
        "who": letters(f"{one.owner or 'nobody yet'}, {due}") if one.action else "",
        "confirms": letters(f"It confirms: {one.confirms}") if one.confirms else "",
        "said": [{"text": text, "quote": quote, "right": reads_from_the_right(text)} for text, quote in said],
    }


def _left_out(gone: Sequence[Outcome], quotes: int, link: str, letters: _Letters) -> list[str]:
    lines = []
    if gone:
        names = letters(beginning(", ".join(one.name for one in gone), 500))
        themes = "theme has" if len(gone) == 1 else "themes have"
        lines.append(f"{number(len(gone)).capitalize()} more {themes} no room here: {names}.")
    if quotes or gone:
        what = (
            f"{number(quotes).capitalize()} more {'thing' if quotes == 1 else 'things'} that people said, and "
            if quotes
            else ""
        )
        lines.append(f"{what}{'all' if what else 'All'} of this in full: {link}")
    if letters.missing:
        them = "character is" if letters.missing == 1 else "characters are"
        lines.append(
            f"{number(letters.missing).capitalize()} {them} in none of our fonts, and stand as a question mark."
        )
    return lines


def _about(minutes: Minutes) -> str:
    days = f"{minutes.first_day.day} {minutes.first_day:%B} to {minutes.last_day.day} {minutes.last_day:%B %Y}"
    return f"{', '.join(minutes.teams)} · calls from {days}" + (f" · {minutes.purpose}" if minutes.purpose else "")


def _names(names: Sequence[str], most: int = 600) -> str:
    """All of them, or as many as there is room for, and how many more."""
    shown: list[str] = []
    for name in names:
        if sum(map(len, shown)) + len(name) > most:
            break
        shown.append(beginning(name, 80))
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {number(more)} more" if more else "")


class _Letters:
    """Text as it can be printed, counting what cannot."""

    def __init__(self) -> None:
        self.missing = 0

    def __call__(self, text: str) -> str:
        printed, missing = in_our_letters(text)
        self.missing += missing
        return printed
