"""Filters that say shares as people do: {{ rate.estimate|percent }}, {{ rate|ends }}."""

from __future__ import annotations

from django import template

from wellserved.measures import Interval

register = template.Library()


@register.filter
def percent(share: float | None) -> str:
    """0.684 is "68"."""
    return "" if share is None else f"{share * 100:.0f}"


@register.filter
def ends(rate: Interval) -> str:
    """ "65–71"."""
    return "" if rate.low is None or rate.high is None else f"{rate.low * 100:.0f}–{rate.high * 100:.0f}"


@register.filter
def tenths(share: float | None) -> str:
    """0.684 is "68.4": a place on a line of 100."""
    return "0" if share is None else f"{share * 100:.1f}"


@register.filter
def per_thousand(rate: Interval) -> str:
    """0.0124 is "12.4"."""
    return "" if rate.estimate is None else f"{rate.estimate * 1000:.1f}"


@register.filter
def ends_per_thousand(rate: Interval) -> str:
    """ "8.1–19"."""
    return "" if rate.low is None or rate.high is None else f"{rate.low * 1000:.1f}–{rate.high * 1000:.1f}"


@register.filter
def of_all(part: int, whole: int) -> str:
    """3 of 4 is "75"."""
    return f"{part / whole * 100:.0f}" if whole else ""
