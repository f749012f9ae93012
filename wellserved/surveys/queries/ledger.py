"""The ledger of asks, as people read it: how many were asked, why the others were not, and each decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum

from wellserved.interactions.models import Interaction
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Decision, LedgerCount, LedgerWeek
from wellserved.surveys.rules.reasons import TITLES, WORDS, reason_sentence
from wellserved.surveys.rules.weeks import A_WEEK, begin_of

PERIODS = {"7": "7 days", "30": "30 days", "90": "90 days", "365": "A year", "": "All time"}
A_PAGE = 50
LAST_PAGE = 200
Outcome = Decision.Outcome


@dataclass(frozen=True)
class Filters:
    """What of the ledger is shown."""

    days: str = "30"
    team: int = 0
    service: int = 0
    reason: str = ""
    outcome: str = ""
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filters:
        """From an address; what makes no sense is left out."""

        def number(name: str, most: int) -> int:
            text = given.get(name, "")
            return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 19 else 0

        days, reason, outcome = given.get("days", "30"), given.get("reason", ""), given.get("outcome", "")
        return cls(
            days if days in PERIODS else "30",
            number("team", 2**62),
            number("service", 2**62),
            reason if reason in TITLES else "",
            outcome if outcome in Outcome.values else "",
            max(number("page", LAST_PAGE), 1),
        )

    def address(self, **changes: object) -> str:
        """The same view with something else chosen."""
        values = vars(replace(self, **changes))  # type: ignore[arg-type]
        return "?" + urlencode({name: value for name, value in values.items() if value or name == "days"})


@dataclass(frozen=True)
class Reason:
    """A reason, and how many closings it spoke against."""

    code: str
    title: str
    meaning: str
    count: int


@dataclass(frozen=True)
class Ledger:
    """The counts of a period."""

    asked: int
    waiting: int
    not_asked: int
    reasons: list[Reason]


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Leads see what their teams served, managers and admins all, members none."""
    if actor.sees_all:
        return Decision.objects.all()
    return Decision.objects.filter(team_id__in=actor.led_team_ids if actor.leads else [])


def places_visible_to(actor: Actor) -> dict[str, Any]:
    """The same as a condition on a team: of decisions, and of their counts."""
    return {} if actor.sees_all else {"team_id__in": sorted(actor.led_team_ids) if actor.leads else []}


def ledger(actor: Actor, filters: Filters, now: datetime) -> Ledger:
    """The counts of what is shown."""
    places = places_visible_to(actor) | _chosen(filters)
    return counted(places, now - timedelta(days=int(filters.days)) if filters.days else None, None)


def counted(places: Mapping[str, Any], since: datetime | None, until: datetime | None) -> Ledger:
    """How many were asked, wait, or were not asked, and why.

    Weeks that are counted are read, and only what lies around them is counted, out of an index alone.
    """
    weeks = sorted(
        monday
        for monday in LedgerWeek.objects.filter(counted=True).values_list("monday", flat=True)
        if (since is None or begin_of(monday) >= since) and (until is None or begin_of(monday) + A_WEEK <= until)
    )
    live = Decision.objects.filter(_around(weeks, since, until), **places).order_by()
    rows = list(live.values_list("outcome", "reason").annotate(n=Count("*")))
    if weeks:
        kept = LedgerCount.objects.filter(monday__in=weeks, **places).order_by()
        rows += kept.values_list("outcome", "reason").annotate(n=Sum("n"))
        waits = _that_wait(Decision.objects.filter(~_around(weeks, None, None), **places)).order_by()
        rows += waits.values_list("outcome", "reason").annotate(n=Count("*"))
    by_outcome: dict[str, int] = {}
    against: dict[str, int] = {}
    for outcome, reason, count in rows:
        by_outcome[outcome] = by_outcome.get(outcome, 0) + count
        if outcome in (Outcome.NOT_ASKED, Outcome.CANCELLED):
            against[reason] = against.get(reason, 0) + count
    ranked = sorted(against.items(), key=lambda item: (-item[1], item[0]))
    return Ledger(
        by_outcome.get(Outcome.ASKED, 0),
        by_outcome.get(Outcome.WAITING, 0),
        sum(against.values()),
        [Reason(code, *_said_of(code), count) for code, count in ranked],
    )


def _around(weeks: Sequence[date], since: datetime | None, until: datetime | None) -> Q:
    """From then to then, but for these weeks, which lie in between."""
    found, begin = Q(pk__in=[]), since
    for monday in weeks:
        end = begin_of(monday)
        if begin is None or begin < end:
            found |= (Q(decided_at__gte=begin) if begin else Q()) & Q(decided_at__lt=end)
        begin = end + A_WEEK
    last = (Q(decided_at__gte=begin) if begin else Q()) & (Q(decided_at__lt=until) if until else Q())
    return found | last if last else last


def _that_wait(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Written out, so that SQLite sees that its index of those that wait holds them all."""
    return decisions.extra(where=["surveys_decision.outcome = 'waiting'"])


def ledger_lines(actor: Actor, filters: Filters, now: datetime) -> tuple[list[Decision], bool]:
    """One page of decisions, the newest first, and whether there are older ones."""
    found = _in_period(actor, filters, now).order_by("-decided_at", "-pk")
    if filters.reason:
        found = found.filter(reason=filters.reason)
    if filters.outcome == Outcome.WAITING:
        found = _that_wait(found)
    elif filters.outcome:
        found = found.filter(outcome=filters.outcome)
    if not actor.sees_all:  # what another team looks after by now is counted here, and read there
        found = found.filter(interaction__team__in=actor.led_team_ids)
    start = (filters.page - 1) * A_PAGE
    page = list(found.values_list("pk", flat=True)[start : start + A_PAGE + 1])  # far back, out of an index alone
    shown = Decision.objects.filter(pk__in=page).select_related("interaction__contact__client", "decided_by")
    lines = sorted(shown, key=lambda one: page.index(one.pk))
    return lines[:A_PAGE], len(lines) > A_PAGE and filters.page < LAST_PAGE


def decisions_of(interaction: Interaction) -> list[Decision]:
    """What was decided about each closing of an interaction that the reader may see, the latest first."""
    return list(interaction.decisions.select_related("invitation__letter", "decided_by").order_by("-closing"))


def sentence_of(decision: Decision) -> str:
    """Why it was decided so, in a sentence; by whom, where it was a person."""
    sentence = reason_sentence(decision.reason, decision.detail)
    if decision.decided_by is None:
        return sentence
    if decision.reason == "by_hand_not":
        return f"{decision.decided_by.name} chose not to ask."
    return (
        f"{decision.decided_by.name} asked by hand, past the usual rules." if decision.reason == "by_hand" else sentence
    )


def _in_period(actor: Actor, filters: Filters, now: datetime) -> QuerySet[Decision]:
    found = decisions_visible_to(actor).filter(**_chosen(filters))
    return found.filter(decided_at__gte=now - timedelta(days=int(filters.days))) if filters.days else found


def _chosen(filters: Filters) -> dict[str, Any]:
    given = {"team_id": filters.team, "service_id": filters.service}
    return {name: value for name, value in given.items() if value}


def _said_of(code: str) -> tuple[str, str]:
    words = WORDS.get(code)
    return (words.title, words.meaning) if words else (code, "")
