"""Filters: {{ rate|share_said }}, {{ difference|points_said }}."""

from __future__ import annotations

from django import template

from wellserved.measures import Interval

register = template.Library()


@register.filter
def share_said(rate: Interval) -> str:
    """ "62% knew (50–72, of 80)"."""
    if rate.estimate is None or rate.low is None or rate.high is None:
        return "nobody has said"
    if rate.too_few:
        return f"{rate.n} answer{'s' if rate.n != 1 else ''}: too few to say"
    return f"{rate.estimate * 100:.0f}% knew ({rate.low * 100:.0f}–{rate.high * 100:.0f}, of {rate.n})"


@register.filter
def points_said(gap: Interval) -> str:
    """ "+22 points (5 to 38)"."""
    if gap.estimate is None or gap.low is None or gap.high is None:
        return ""
    return f"{gap.estimate * 100:+.0f} points ({gap.low * 100:.0f} to {gap.high * 100:.0f})".replace("-", "−")
