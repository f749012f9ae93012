"""What one answer adds to a cell of counts."""

from __future__ import annotations

YES, GREAT = 2, 5
# How an answer reached us: because we asked, or by a door that stands open. Its place here is what is kept.
WAYS = ("asked", "feedback", "kiosk", "snippet", "companion")
COLUMNS = (
    "served",
    "asked",
    "answered",
    "achieved_no",
    "achieved_partly",
    "achieved_yes",
    "felt_1",
    "felt_2",
    "felt_3",
    "felt_4",
    "felt_5",
    "both",
    "bullseye",
    "both_yes",
    "both_great",
    "more_both",
    "more_bullseye",
    "more_squares",
)
ALONE = 1000  # the weight of an answer that stands for itself alone; weights are in thousandths
MOST = 1000 * ALONE  # no answer stands for more than a thousand
_AT = {name: place for place, name in enumerate(COLUMNS)}


def counted_by(achieved: int | None, felt: int | None) -> tuple[str, ...]:
    """The columns that an answer with these two sides raises by one.

    >>> counted_by(2, 5)
    ('achieved_yes', 'felt_5', 'both', 'both_yes', 'both_great', 'bullseye')
    >>> counted_by(None, 3)
    ('felt_3',)
    """
    found = []
    if achieved is not None:
        found.append(("achieved_no", "achieved_partly", "achieved_yes")[achieved])
    if felt is not None:
        found.append(f"felt_{felt}")
    if achieved is not None and felt is not None:
        found.append("both")
        if achieved == YES:
            found.append("both_yes")
        if felt == GREAT:
            found.append("both_great")
        if achieved == YES and felt == GREAT:
            found.append("bullseye")
    return tuple(found)


# (achieved, felt) -> the places of its columns: looked up once per answer when folding.
PLACES = {
    (achieved, felt): tuple(_AT[name] for name in counted_by(achieved, felt))
    for achieved in (None, 0, 1, 2)
    for felt in (None, 1, 2, 3, 4, 5)
}
_MORE = _AT["more_both"], _AT["more_bullseye"], _AT["more_squares"]
BOTH, BULLSEYE = _AT["both"], _AT["bullseye"]


def weigh(cell: list[int], places: tuple[int, ...], weight: int, sign: int) -> None:
    """Count an answer that stands for more than itself, or for nobody: what weighing adds to counting it once.

    >>> cell = [0] * len(COLUMNS)
    >>> weigh(cell, PLACES[2, 5], 8 * ALONE, 1)
    >>> cell[-3:]
    [7000, 7000, 63000000]
    """
    if BOTH in places:
        both, bullseye, squares = _MORE
        cell[both] += sign * (weight - ALONE)
        cell[squares] += sign * (weight * weight - ALONE * ALONE)
        if BULLSEYE in places:
            cell[bullseye] += sign * (weight - ALONE)
