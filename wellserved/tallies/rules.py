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


# All there is to say: (achieved, felt).
SIDES = tuple((achieved, felt) for achieved in (None, 0, 1, 2) for felt in (None, 1, 2, 3, 4, 5))
# What is weighted: (who counts, who counts as a hit, weights, weights of hits, squared weights).
WEIGHTED = (
    ("both", "bullseye", "more_both", "more_bullseye", "more_squares"),
    ("achieved", "achieved_yes", "more_achieved", "more_achieved_yes", "more_achieved_squares"),
    ("felt", "felt_5", "more_felt", "more_felt_5", "more_felt_squares"),
)


def once(achieved: int | None, felt: int | None) -> list[int]:
    """What an answer with these two sides adds to each column, before it is weighed."""
    counted = counted_by(achieved, felt)
    return [int(name in counted) for name in COLUMNS]


def more(achieved: int | None, felt: int | None) -> list[int]:
    """The columns that its weight adds to, where it stands for more than itself, or for nobody.

    >>> [name for name, raised in zip(COLUMNS, more(2, 4)) if raised]
    ['more_both', 'more_achieved', 'more_achieved_yes', 'more_felt']
    """
    counted = counted_by(achieved, felt)
    said = {"both": "both" in counted, "achieved": achieved is not None, "felt": felt is not None}
    raised = set()
    for who, hit, weights, of_hits, _ in WEIGHTED:
        if said[who]:
            raised |= {weights, of_hits} if hit in counted else {weights}
    return [int(name in raised) for name in COLUMNS]


def squares(achieved: int | None, felt: int | None) -> list[int]:
    """The columns that the square of its weight adds to."""
    raised = dict(zip(COLUMNS, more(achieved, felt), strict=True))
    of = {squared: weights for _, _, weights, _, squared in WEIGHTED}
    return [int(name in of and bool(raised[of[name]])) for name in COLUMNS]
