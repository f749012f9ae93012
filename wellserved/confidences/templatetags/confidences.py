"""How a batch is said: {{ one|rates }}, {{ rate|share }}, {{ rate|from_to }}, {{ one.named|counted }}."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from wellserved.confidences.shapes import Reading
from wellserved.measures import Interval

register = template.Library()


@register.filter
def rates(one: Reading) -> list[tuple[str, Interval]]:
    return [("Bullseyes", one.bullseye), ("Got what they came for", one.achieved), ("Felt great", one.felt)]


@register.filter
def share(rate: Interval) -> str:
    """ "60%"."""
    return "" if rate.estimate is None else f"{rate.estimate * 100:.0f}%"


@register.filter
def from_to(rate: Interval) -> str:
    """ "23 to 88"."""
    return "" if rate.low is None or rate.high is None else f"{rate.low * 100:.0f} to {rate.high * 100:.0f}"


@register.filter
def counted(pairs: Iterable[tuple[str, int]]) -> str:
    """ "Great 3 · Good 1"; what nobody chose is left out."""
    return " · ".join(f"{name} {count}" for name, count in pairs if count)
