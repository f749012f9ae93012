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
    "more_achieved",
    "more_achieved_yes",
    "more_achieved_squares",
    "more_felt",
    "more_felt_5",
    "more_felt_squares",
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
# What is weighted: (who counts, who counts as a hit, weights, weights of hits, squared weights).
WEIGHTED = (
    ("both", "bullseye", "more_both", "more_bullseye", "more_squares"),
    ("achieved", "achieved_yes", "more_achieved", "more_achieved_yes", "more_achieved_squares"),
    ("felt", "felt_5", "more_felt", "more_felt_5", "more_felt_squares"),
)


def weigh(cell: list[int], places: tuple[int, ...], weight: int, sign: int) -> None:
    """Count an answer that stands for more than itself, or for nobody: what weighing adds to counting it once.

    >>> cell = [0] * len(COLUMNS)
    >>> weigh(cell, PLACES[2, 4], 8 * ALONE, 1)
    >>> cell[-9:]
    [7000, 0, 63000000, 7000, 7000, 63000000, 7000, 0, 63000000]
    """
    more, squares = sign * (weight - ALONE), sign * (weight * weight - ALONE * ALONE)
    for hits, at in _WEIGHED[places]:
        for place in hits:
            cell[place] += more
        cell[at] += squares


def _weighed(achieved: int | None, felt: int | None) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Which sums of weights an answer with these two sides raises: for each rate its weights, and its squares."""
    counted = counted_by(achieved, felt)
    said = {"both": "both" in counted, "achieved": achieved is not None, "felt": felt is not None}
    found = []
    for who, hit, weights, of_hits, squares in WEIGHTED:
        if said[who]:
            found.append(((_AT[weights], _AT[of_hits]) if hit in counted else (_AT[weights],), _AT[squares]))
    return tuple(found)


_WEIGHED = {places: _weighed(*sides) for sides, places in PLACES.items()}
