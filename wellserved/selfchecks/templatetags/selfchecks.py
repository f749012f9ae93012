"""Filters: {{ rate|whole }}, {{ rate|from_to }}, {{ gap|points }}, {{ share|across }}, {{ words|at:key }}."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from wellserved.measures import Interval
from wellserved.selfchecks.rules import quarter_in_short

register = template.Library()


@register.filter
def whole(rate: Interval) -> str:
    """0.684 is "68"."""
    return "" if rate.estimate is None else f"{rate.estimate * 100:.0f}"


@register.filter
def from_to(rate: Interval) -> str:
    """ "65–71"."""
    return "" if rate.low is None or rate.high is None else f"{rate.low * 100:.0f}–{rate.high * 100:.0f}"


@register.filter
def points(gap: Interval) -> str:
    """ "+12 (3 to 21)": foreseen less true, in points."""
    if gap.estimate is None:
        return ""
    ends = "" if gap.low is None or gap.high is None else f" ({gap.low * 100:.0f} to {gap.high * 100:.0f})"
    return f"{gap.estimate * 100:+.0f}{ends}".replace("-", "−")


@register.filter
def across(share: float) -> str:
    """Where a share stands on a line from 10 to 210."""
    return f"{10 + 200 * share:.1f}"


@register.filter
def at(things: Any, key: Any) -> Any:
    """The thing of this key or number."""
    return things[key]


@register.filter
def quarter_said(quarter: date) -> str:
    return quarter_in_short(quarter)
