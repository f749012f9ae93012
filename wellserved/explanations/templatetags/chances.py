"""Filters that say shares as people do: {{ chance.estimate|hundredths }}, {{ chance|ends }}."""

from __future__ import annotations

from django import template

from wellserved.measures import Interval

register = template.Library()


@register.filter
def hundredths(share: float | None) -> str:
    """0.684 is "68"."""
    return "" if share is None else f"{share * 100:.0f}"


@register.filter
def from_to(rate: Interval) -> str:
    """ "65–71"."""
    return "" if rate.low is None or rate.high is None else f"{rate.low * 100:.0f}–{rate.high * 100:.0f}"
