"""Which habits somebody sees, may lead, and may tap; and their own taps."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet

from wellserved.habits.models import Habit, HabitTeam, Tap
from wellserved.habits.shapes import TapIn
from wellserved.kit.clock import local_day, now
from wellserved.people.models import Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Survey
from wellserved.surveys.queries.surveys import surveys_visible_to

OWN_TAPS = 120


def today() -> date:
    return local_day(now(), settings.TIME_ZONE)


def last_day(habit: Habit) -> date:
    """The last day on which it is tried."""
    return min(habit.ends_on, habit.ended_on) if habit.ended_on else habit.ends_on


def habits_visible_to(actor: Actor) -> QuerySet[Habit]:
    """Those that one's own teams try or wait with; all, for who sees all. The newest first."""
    habits = Habit.objects.order_by("-starts_on", "-pk")
    if actor.sees_all:
        return habits
    return habits.filter(pk__in=HabitTeam.objects.filter(team__in=actor.team_ids).values("habit"))


def habits_led_by(actor: Actor) -> QuerySet[Habit]:
    """Those that this person may change, ask customers about, and end: all their trying teams are theirs to lead."""
    habits = Habit.objects.order_by("-starts_on", "-pk")
    if actor.sees_all:
        return habits
    if not actor.leads:
        return habits.none()
    others = HabitTeam.objects.filter(tries=True).exclude(team__in=actor.led_team_ids)
    ours = HabitTeam.objects.filter(tries=True, team__in=actor.led_team_ids)
    return habits.filter(pk__in=ours.values("habit")).exclude(pk__in=others.values("habit"))


def habits_tapped_by(actor: Actor) -> QuerySet[Habit]:
    """Those that one of this member's teams tries today."""
    if actor.member_id is None:
        return Habit.objects.none()
    day = today()
    trying = HabitTeam.objects.filter(tries=True, team__in=actor.team_ids)
    return Habit.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=day), pk__in=trying.values("habit"), starts_on__lte=day, ends_on__gte=day
    ).order_by("starts_on", "pk")


def untapped_today(actor: Actor) -> QuerySet[Habit]:
    """Those that this member has said nothing about today."""
    said = Tap.objects.filter(member_id=actor.member_id or 0, day=today())
    return habits_tapped_by(actor).exclude(pk__in=said.values("habit"))


def own_taps(actor: Actor, habit: Habit) -> list[Tap]:
    """One's own, the newest first. Nobody reads another's."""
    return list(habit.taps.filter(member_id=actor.member_id or 0).order_by("-day")[:OWN_TAPS])


def taps_of(habit: Habit) -> list[TapIn]:
    """All of a habit, for adding up. Not to be shown."""
    return [TapIn(*row) for row in habit.taps.values_list("member_id", "day", "kept", "feeling")]


def teams_of(habit: Habit) -> tuple[list[Team], list[Team]]:
    """Those that try it, and those that wait, by name."""
    rows = list(habit.teams.select_related("team").order_by("team__name"))
    return [row.team for row in rows if row.tries], [row.team for row in rows if not row.tries]


def teams_that_may_try(actor: Actor) -> QuerySet[Team]:
    """The teams that this person may begin a habit with."""
    teams = teams_visible_to(actor).filter(archived_at=None).order_by("name")
    return teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids)


def surveys_to_ask_with(actor: Actor) -> QuerySet[Survey]:
    """The surveys in use that this person may add a question to."""
    return surveys_visible_to(actor).filter(archived_at=None, current__isnull=False)
