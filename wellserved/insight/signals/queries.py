"""Reading what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q, QuerySet

from wellserved.insight.models import Signal, SignalChoice, WatchedGroup, WatchedWeek
from wellserved.insight.models.signals import Contrast
from wellserved.insight.signals.judging import Q as ALLOWED
from wellserved.interactions.models import Service
from wellserved.people.models import Client, Team
from wellserved.people.shapes import Actor

MODELS: dict[str, type[Model]] = {"team": Team, "service": Service, "client": Client}


def signals_visible_to(actor: Actor) -> QuerySet[Signal]:
    """A team's are seen by who sees its figures; services and clients go across teams, for who sees all."""
    found = Signal.objects.select_related("acknowledged_by").order_by("-week", "-pk")
    return found if actor.sees_all else found.filter(kind="team", subject__in=actor.team_ids)


def signals_waiting_for(actor: Actor) -> QuerySet[Signal]:
    """Those about which nobody has said a word, for who may."""
    return signals_answered_by(actor).filter(acknowledged_at=None)


def signals_answered_by(actor: Actor) -> QuerySet[Signal]:
    """Those about which this person may say what it was."""
    found = signals_visible_to(actor)
    return found if actor.sees_all else found.filter(Q(kind="team") & Q(subject__in=actor.led_team_ids))


def names_of(some: Iterable[Contrast]) -> dict[tuple[str, int], str]:
    """What the groups are called: a query for each kind."""
    wanted: dict[str, set[int]] = {}
    for one in some:
        wanted.setdefault(one.kind, set()).add(one.subject)
    return {
        (kind, pk): name
        for kind, numbers in wanted.items()
        for pk, name in MODELS[kind]._default_manager.filter(pk__in=numbers).values_list("pk", "name")
    }


def on_its_own_page(kind: str, subject: int) -> WatchedGroup | None:
    """What a group's own page says: its latest contrast, where a year without change would hold one in 5 of 100
    cases at most."""
    return WatchedGroup.objects.filter(kind=kind, subject=subject, p__lte=ALLOWED).first()


def latest_week() -> WatchedWeek | None:
    return WatchedWeek.objects.order_by("-monday").first()


def weeks_judged_since(monday: date) -> int:
    return WatchedWeek.objects.filter(monday__gte=monday).count()


def wants_letters(member_id: int | None) -> bool:
    return not SignalChoice.objects.filter(member_id=member_id or 0, letters=False).exists()
