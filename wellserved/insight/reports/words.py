"""A monthly page in words: the reader's language, one sentence for each number."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext

from wellserved.frame.speaking import language_now
from wellserved.insight.charts.weeks import drawn_from
from wellserved.insight.reports.rules import differs, month_before
from wellserved.insight.reports.shapes import Report, Said
from wellserved.insight.shapes import Figures, Group, Trend
from wellserved.kit.languages import direction
from wellserved.measures import Interval

WIDTH, HEIGHT, LABELS = 640, 170, 5


def said(report: Report) -> Said:
    """In the language that is being spoken."""
    total, month = report.seen.total, month_in_words(report.month)
    organisation = settings.ORGANISATION
    return Said(
        language=language_now(),
        direction=direction(language_now()),
        organisation=organisation,
        about=report.team.name if report.team else organisation,
        title=gettext("How it felt in %(month)s") % {"month": month},
        label=gettext("Bullseyes"),
        rate="" if total.too_few else _percent(total.bullseye),
        range=_range(total),
        change=_change(report),
        means=gettext("A bullseye is an answer that says both: I got what I came for, and it felt great."),
        facts=tuple(_facts(report)),
        chart_title=gettext("Bullseyes by week"),
        chart_says=_chart_says(report.seen.trend),
        groups_title=gettext("By service") if report.team else gettext("By team"),
        group_head=(
            gettext("Service") if report.team else gettext("Team"),
            gettext("Bullseyes"),
            gettext("Answers"),
        ),
        groups=tuple(_group(group) for group in report.groups),
        quotes_title=gettext("In their words"),
        quotes_mean=gettext("Only what its writer agreed that others read"),
        quotes=report.quotes,
        chart=_chart(report.seen.trend),
    )


def month_in_words(month: date) -> str:
    """ "October 2026", "octobre 2026", "2026年10月"."""
    if language_now() == "zh-hans":
        return f"{month.year}年{month.month}月"
    said = formats.date_format(month, "F Y")
    return said.lower() if language_now() in ("fr", "es", "pt-br") else said


def _percent(rate: Interval) -> str:
    return f"{(rate.estimate or 0) * 100:.0f}"


def _ends(rate: Interval) -> str:
    return f"{(rate.low or 0) * 100:.0f}–{(rate.high or 0) * 100:.0f}"


def _range(total: Figures) -> str:
    if total.too_few:
        return gettext("Too few to say: answers with both sides: %(n)s. From five on, the share stands here.") % {
            "n": total.n
        }
    ends = {"low": f"{(total.bullseye.low or 0) * 100:.0f}", "high": f"{(total.bullseye.high or 0) * 100:.0f}"}
    return gettext("between %(low)s and %(high)s, of %(n)s answers") % {**ends, "n": formats.number_format(total.n)}


def _change(report: Report) -> str:
    month = {"month": month_in_words(month_before(report.month))}
    change = report.change
    if change is None or change.estimate is None or change.low is None or change.high is None:
        return gettext("There is too little to compare it with %(month)s.") % month
    if not differs(change):
        return gettext("It differs from %(month)s by no more than chance explains.") % month
    points = {"points": _points(change.estimate), "low": _points(change.low), "high": _points(change.high)}
    words = gettext("It differs from %(month)s by more than chance explains: %(points)s points (%(low)s to %(high)s).")
    return words % {**month, **points}


def _points(share: float) -> str:
    return f"{share * 100:+.0f}".replace("-", "−")


def _facts(report: Report) -> list[tuple[str, str, str]]:
    total = report.seen.total
    few = gettext("too few to say")
    rates = ((total.achieved, gettext("got what they came for")), (total.felt, gettext("felt great")))
    found = [
        ("–", words, few) if rate.too_few else (f"{_percent(rate)} %", words, f"{_ends(rate)}") for rate, words in rates
    ]
    asked = gettext("of %(n)s asked") % {"n": formats.number_format(total.asked)}
    found.append((formats.number_format(total.answered), gettext("have answered"), asked))
    found.append((formats.number_format(report.kudos), gettext("kind words"), ""))
    now = gettext("open today: %(open)s, late: %(late)s") % {"open": report.open_now, "late": report.late_now}
    found.append((formats.number_format(report.complaints), gettext("complaints came in"), now))
    return found


def _group(group: Group) -> tuple[str, str, str, str]:
    rate = group.figures.bullseye
    name = group.name if group.id else "–"
    return name, f"{_percent(rate)} %", _ends(rate), formats.number_format(group.figures.n)


def _chart_says(trend: Trend) -> str:
    if not trend.has_band:
        return gettext("With eight weeks of answers, a band shows what is ordinary wobble.")
    if not trend.signals:
        return gettext("Inside the band is ordinary wobble. No week has left it.")
    away = ", ".join(_day(week.monday) for week in trend.signals)
    return gettext("Inside the band is ordinary wobble. Outside it, the week from: %(weeks)s.") % {"weeks": away}


def _day(day: date) -> str:
    if language_now() == "zh-hans":
        return f"{day.month}月{day.day}日"
    return f"{day.day} {formats.date_format(day, 'M')}"


def _chart(trend: Trend) -> dict[str, Any] | None:
    """Weeks by the day on which they begin: a date is read in every language."""
    if len(trend.answered_weeks) < 2:
        return None
    data = drawn_from(trend, WIDTH, HEIGHT, LABELS)
    return {**data, "labels": [[at, _day(trend.weeks[at].monday)] for at, _ in data["labels"]]}
