"""The ledger of asks, as people read it: how many were asked, why the others were not, and each decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, QuerySet

from wellserved.interactions.models import Interaction
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Decision
from wellserved.surveys.rules.reasons import TITLES, WORDS, reason_sentence

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


def ledger(actor: Actor, filters: Filters, now: datetime) -> Ledger:
    """The counts of what is shown."""
    return counted(_in_period(actor, filters, now))


def counted(decisions: QuerySet[Decision]) -> Ledger:
    """How many were asked, wait, or were not asked, and why. One query, answered out of an index alone."""
    rows = decisions.order_by().values_list("outcome", "reason").annotate(n=Count("*"))
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


def ledger_lines(actor: Actor, filters: Filters, now: datetime) -> tuple[list[Decision], bool]:
    """One page of decisions, the newest first, and whether there are older ones."""
    found = _in_period(actor, filters, now).order_by("-decided_at", "-pk")
    if filters.reason:
        found = found.filter(reason=filters.reason)
    if filters.outcome:
        found = found.filter(outcome=filters.outcome)
    if not actor.sees_all:  # what another team looks after by now is counted here, and read there
        found = found.filter(interaction__team__in=actor.led_team_ids)
    start = (filters.page - 1) * A_PAGE
    found = found.select_related("interaction__contact__client", "decided_by")
    lines = list(found[start : start + A_PAGE + 1])
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
    found = decisions_visible_to(actor)
    if filters.days:
        found = found.filter(decided_at__gte=now - timedelta(days=int(filters.days)))
    if filters.team:
        found = found.filter(team_id=filters.team)
    return found.filter(service_id=filters.service) if filters.service else found


def _said_of(code: str) -> tuple[str, str]:
    words = WORDS.get(code)
    return (words.title, words.meaning) if words else (code, "")
