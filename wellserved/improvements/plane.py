"""The plane on which ideas lie: what its two scales are called, and where the middles and their spread are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wellserved.improvements.shapes import Weighed

SIDE = 400
STEP = SIDE / 10


@dataclass(frozen=True)
class Axes:
    """The words of a plane: across, up, and its four corners (top left, top right, bottom left, bottom right)."""

    title: str
    asked: str
    shown: str
    x: str
    y: str
    corners: tuple[str, str, str, str]


AXES = {
    "value": Axes(
        "What is it worth, and what does it cost us?",
        "Put each idea where you think it belongs. Nobody sees it but you, until all is shown to all at once: the "
        "middle of what everybody thinks, never who thinks what.",
        "What we think it is worth, and what it would cost us",
        "Effort",
        "Value",
        ("Do it first", "Plan it well", "When there is time", "Rather not"),
    ),
    "fear": Axes(
        "What do we fear more: doing it, or not doing it?",
        "Put each idea where your own fear puts it, and say in a few words what you fear. The words are shown unsigned "
        "once all is shown to all at once.",
        "What we fear more: doing it, or not doing it",
        "Fear of doing it",
        "Fear of not doing it",
        ("Do it", "Talk about it first", "Just try it", "Let it be"),
    ),
}


@dataclass(frozen=True)
class Dot:
    """A middle on the plane, with the lines of its spread, in the units of the drawing."""

    number: int
    cx: float
    cy: float
    left: float
    right: float
    top: float
    bottom: float
    apart: bool


def dots_of(rows: Sequence[Weighed]) -> list[Dot]:
    """One dot for every idea that enough of us have placed. Dots on one spot step aside by a little."""
    found: list[Dot] = []
    taken: dict[tuple[float, float], int] = {}
    for number, row in enumerate(rows, start=1):
        if row.x is None or row.y is None:
            continue
        spot = (row.x.median, row.y.median)
        aside = taken.get(spot, 0) * 9
        taken[spot] = taken.get(spot, 0) + 1
        found.append(
            Dot(
                number,
                _across(spot[0]) + aside,
                _up(spot[1]) - aside,
                _across(row.x.low),
                _across(row.x.high),
                _up(row.y.high),
                _up(row.y.low),
                row.x.apart or row.y.apart,
            )
        )
    return found


def _across(value: float) -> float:
    return round((value - 0.5) * STEP, 1)


def _up(value: float) -> float:
    return round(SIDE - (value - 0.5) * STEP, 1)
