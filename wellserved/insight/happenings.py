"""What else happened then: read from the rooms that know, each by one function in READERS.

Whoever builds a room that changes how people are served adds a reader: from whom, from when to when, for which team.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from wellserved.insight.annotations.queries import notes_between
from wellserved.insight.shapes import Note
from wellserved.journal.models import Entry
from wellserved.kit.clock import local_day
from wellserved.listening.models import Theme
from wellserved.listening.queries.rounds import rounds_visible_to
from wellserved.people.models import Team
from wellserved.people.shapes import Actor

Reader = Callable[[Actor, date, date, int | None], list[Note]]
MOST = 50
# Journal entries that may move figures, in words; those of a team bear its number as their subject.
FOR_ALL = {
    "survey.published": "A survey was put to use in a new version",
    "survey.archived": "A survey was put to rest",
    "asking.policy_changed": "It was changed when and how often we ask",
}
OF_A_TEAM = {
    "asking.team_policy_changed": "It was changed how the team asks",
    "asking.team_limited": "It was changed how many people the team asks in a week",
    "team.joined": "Somebody joined the team",
    "team.left": "Somebody left the team",
    "team.lead_changed": "It was changed who leads the team",
}


def what_happened(actor: Actor, first: date, last: date, team: int | None = None) -> list[Note]:
    """All of it, the oldest first. A query or two for each reader."""
    found = (note for read in READERS for note in read(actor, first, last, team))
    return sorted(found)[:MOST]


def from_the_journal(actor: Actor, first: date, last: date, team: int | None) -> list[Note]:
    """What changed in how we ask, and who serves. Ids and kinds only: nobody is named."""
    wanted = Q(kind__in=FOR_ALL)
    of_teams = Q(kind__in=OF_A_TEAM, subject_kind="team")
    if team is not None:
        of_teams &= Q(subject_id=team)
    elif not actor.sees_all:
        of_teams &= Q(subject_id__in=actor.team_ids)
    begin, end = _moments(first, last)
    entries = Entry.objects.filter(wanted | of_teams, at__gte=begin, at__lt=end).order_by("-id")
    rows = list(entries.values_list("at", "kind", "subject_id")[:MOST])
    numbers = {pk for _, kind, pk in rows if kind in OF_A_TEAM and pk}
    names = dict(Team.objects.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}
    notes = [
        Note(
            local_day(at, settings.TIME_ZONE),
            f"{OF_A_TEAM.get(kind) or FOR_ALL[kind]}.",
            names.get(pk or 0, "") if kind in OF_A_TEAM else "Everybody",
        )
        for at, kind, pk in rows
    ]
    return list(dict.fromkeys(notes))  # the same on the same day is said once


def from_rounds(actor: Actor, first: date, last: date, team: int | None) -> list[Note]:
    """What listening rounds decided."""
    rounds = rounds_visible_to(actor)
    if team is not None:
        rounds = rounds.filter(teams=team)
    begin, end = _moments(first, last)
    themes = Theme.objects.filter(round__in=rounds, decided_at__gte=begin, decided_at__lt=end).exclude(decision="")
    return [
        Note(
            local_day(theme.decided_at, settings.TIME_ZONE),
            f"A round decided: {theme.get_decision_display().lower()} “{theme.name}”.",
            theme.round.name,
            reverse("round", args=[theme.round_id]),
        )
        for theme in themes.select_related("round").order_by("-decided_at")[:MOST]
        if theme.decided_at
    ]


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(first, time(), zone), datetime.combine(last + timedelta(days=1), time(), zone)


READERS: tuple[Reader, ...] = (notes_between, from_the_journal, from_rounds)
