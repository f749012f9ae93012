"""Filters that say moments and numbers as people do: {{ when|said }}, {{ when|day_said }}, {{ n|in_words }}."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.conf import settings

from wellserved.kit import saying
from wellserved.kit.clock import now

register = template.Library()


@register.filter
def said(when: datetime | None) -> str:
    """ "tomorrow at 12:00"."""
    return saying.moment(when, now(), settings.TIME_ZONE) if when else ""


@register.filter
def by_said(when: datetime | None) -> str:
    """ "by Thursday at 16:30"."""
    return saying.by_moment(when, now(), settings.TIME_ZONE) if when else ""


@register.filter
def day_said(when: datetime | None) -> str:
    """ "on Tuesday"."""
    return saying.day(when, now(), settings.TIME_ZONE) if when else ""


@register.filter
def in_words(count: int) -> str:
    """ "three"."""
    return saying.number(count)


@register.filter
def how_often(count: int) -> str:
    """ "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count, f"{saying.number(count)} times")


@register.filter
def plainly(value: Any) -> str:
    """What a detail of the journal holds, without the brackets and quotes of a program."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {plainly(one)}" for key, one in value.items()) or "nothing"
    if isinstance(value, list | tuple):
        return ", ".join(plainly(one) for one in value) or "nothing"
    return str(value)
