"""Texts and numbers of a survey: {{ texts|in_language:"de" }}, {{ share|percent }}, {{ interval|range_bar }} …"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wellserved.measures import Interval
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.definition import Texts, said_in

register = template.Library()


@register.filter
def in_language(texts: Texts, language: str) -> str:
    return said_in(texts, language, language)


@register.filter
def where_asked(survey: Survey) -> str:
    """ "Asked about Passwords, by Service desk"."""
    if not (survey.team or survey.service or survey.channel):
        return "Asked about everything"
    said = [f"Asked about {survey.service or 'any service'}"]
    said += [f"by {survey.team}"] if survey.team else []
    said += [f"by {survey.channel} only"] if survey.channel else []
    return ", ".join(said)


@register.filter
def percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate * 100:.0f}%"


@register.filter
def range_bar(rate: Interval) -> SafeString:
    """A bar as long as the estimate, and a thin line from one end of its range to the other."""
    long, low, high = (100 * (value or 0) for value in (rate.estimate, rate.low, rate.high))
    return format_html(
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" focusable="false">'
        '<rect width="100" height="10" rx="1" fill="var(--wash)"/>'
        '<rect width="{}" height="10" rx="1" fill="var(--ink)"/>'
        '<rect x="{}" y="4" width="{}" height="2" fill="var(--soft)"/></svg>',
        f"{long:.1f}",
        f"{low:.1f}",
        f"{high - low:.1f}",
    )
