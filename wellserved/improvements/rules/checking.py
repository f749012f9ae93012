"""Did it move the number? The weeks before it was done against the weeks after, with the wobble that weeks have."""

from __future__ import annotations

from datetime import date, timedelta

from wellserved.improvements.shapes import Checked, Weeks
from wellserved.measures import newcombe, wobble_of

MOVED, DID_NOT, CANNOT_SAY = "moved", "did_not", "cannot_say"
WEEKS_BEFORE = 26
FEWEST_WEEKS = 4  # with answers, on each side: with fewer one does not know how much weeks differ by themselves
FEWEST_ANSWERS = 30  # on each side


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def check_on(done_on: date, weeks: int) -> date:
    """The first day on which so many whole weeks have passed since the week in which it was done."""
    return monday_of(done_on) + timedelta(weeks=weeks + 1)


def verdict(before: Weeks, after: Weeks, worth: int) -> Checked:
    """Moved: the whole range of the difference lies above nothing. Did not: it lies below what was worth it.
    Else we cannot say.

    Weeks differ by themselves more than chance alone explains. By how much is read from the steps between neighbours
    (`wobble_of`), and each side counts as so many answers fewer.
    """
    rates = [side.k / side.n if side.n else None for side in (before, after)]
    weeks = [sum(size > 0 for size in side.sizes) for side in (before, after)]
    if min(before.n, after.n) < FEWEST_ANSWERS or min(weeks) < FEWEST_WEEKS:
        why = (
            f"There are {before.n} answers in {weeks[0]} weeks before and {after.n} in {weeks[1]} after: too few to "
            f"say. At least {FEWEST_ANSWERS} in {FEWEST_WEEKS} weeks are needed on each side."
        )
        return Checked(CANNOT_SAY, why, rates[0], rates[1], before.n, after.n)
    wobble = wobble_of([(before.counts, before.sizes), (after.counts, after.sizes)])
    k1, n1, k2, n2 = (round(number / wobble) for number in (after.k, after.n, before.k, before.n))
    found = newcombe(min(k1, n1), n1, min(k2, n2), n2)
    assert rates[0] is not None and rates[1] is not None
    if found.low is None or found.high is None:
        return Checked(CANNOT_SAY, "There is too little to compare.", rates[0], rates[1], before.n, after.n)
    difference = rates[1] - rates[0]
    told = {"difference": difference, "low": min(found.low, difference), "high": max(found.high, difference)}
    ends = f"between {_points(told['low'])} and {_points(told['high'])} points"
    if told["low"] > 0:
        said, why = MOVED, f"It is higher than before, {ends}: more than weeks differ by themselves."
    elif told["high"] * 100 < worth:
        said = DID_NOT
        why = f"The difference lies {ends}: less than the {worth} that would have been worth it."
    else:
        said = CANNOT_SAY
        why = f"The difference lies {ends}: nothing, or what we hoped for; these weeks cannot tell the two apart."
    return Checked(said, why, rates[0], rates[1], before.n, after.n, **told)


def _points(share: float) -> str:
    return f"{share * 100:+.0f}".replace("-", "−").replace("+0", "0").replace("−0", "0")
