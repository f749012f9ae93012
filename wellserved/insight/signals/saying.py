"""A change in words: what, where, since when, from what to what, and how sure."""

from __future__ import annotations

from datetime import date

from wellserved.insight.models.signals import Contrast
from wellserved.measures import Interval, newcombe, wilson

GONE = {"team": "A team that is gone", "service": "A service that is gone", "client": "A client that is gone"}


def fell(one: Contrast) -> bool:
    return one.after_hits * one.before_n < one.before_hits * one.after_n


def before(one: Contrast) -> Interval:
    return wilson(one.before_hits, one.before_n)


def after(one: Contrast) -> Interval:
    return wilson(one.after_hits, one.after_n)


def difference(one: Contrast) -> Interval:
    return newcombe(one.after_hits, one.after_n, one.before_hits, one.before_n)


def week_number(monday: date) -> int:
    return monday.isocalendar().week


def what(one: Contrast, name: str) -> str:
    """ "Networks: fewer bullseyes since week 41"; "in week 41" while no later week was looked at."""
    way = "fewer" if fell(one) else "more"
    when = f"in week {week_number(one.since)}" if one.since == one.week else f"since week {week_number(one.since)}"
    return f"{name or GONE[one.kind]}: {way} bullseyes {when}"


def from_to(one: Contrast) -> str:
    """ "From 71% (68–74, of 640 answers) to 48% (40–57, of 130)" """
    return f"From {_rate(before(one), ' answers')} to {_rate(after(one))}"


def how_much(one: Contrast) -> str:
    """ "23 points fewer, between 14 and 32" """
    gap = difference(one)
    if gap.estimate is None or gap.low is None or gap.high is None:
        return ""
    low, high = sorted((abs(gap.low), abs(gap.high)))
    way = "fewer" if fell(one) else "more"
    return f"{abs(gap.estimate) * 100:.0f} points {way}, between {low * 100:.0f} and {high * 100:.0f}"


def how_sure(p: float) -> str:
    """The chance that a whole year without change holds anything as strong."""
    if p < 0.000_1:
        return "A year without any change would hold as much in fewer than 1 of 10,000 cases."
    if p < 0.01:
        return (
            f"A year without any change would hold as much in 1 of {round(1 / p, -1 if p > 0.001 else -2):,.0f} cases."
        )
    return f"A year without any change would hold as much in {p * 100:.0f} of 100 cases."


def _rate(rate: Interval, what: str = "") -> str:
    if rate.estimate is None or rate.low is None or rate.high is None:
        return "no answers"
    return f"{rate.estimate * 100:.0f}% ({rate.low * 100:.0f}–{rate.high * 100:.0f}, of {rate.n:,}{what})"
