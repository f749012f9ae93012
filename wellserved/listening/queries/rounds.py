"""Rounds and calls, as somebody may see them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from wellserved.listening.models import Call, Round
from wellserved.people.models import Team
from wellserved.people.queries import teams_visible_to
from wellserved.people.shapes import Actor


def rounds_visible_to(actor: Actor) -> QuerySet[Round]:
    """Those of one's teams and those one draws in; a manager's all. What is still planned, who may start it."""
    rounds = Round.objects.order_by("-first_day", "-pk")
    if actor.sees_all:
        return rounds
    mine = Q(pk__in=Round.objects.filter(members=actor.member_id or 0).values("pk"))
    of_teams = Q(pk__in=Round.objects.filter(teams__in=actor.team_ids).values("pk"))
    started = ~Q(state=Round.State.PLANNED)
    led = Q(pk__in=rounds_led_by(actor).values("pk"))
    return rounds.filter((mine | of_teams) & started | led)


def rounds_led_by(actor: Actor) -> QuerySet[Round]:
    """The rounds that the actor may plan, start and end: a manager all; a lead those of no other teams than theirs."""
    if actor.sees_all:
        return Round.objects.all()
    if not actor.led_team_ids:
        return Round.objects.none()
    others = Team.objects.exclude(pk__in=actor.led_team_ids)
    of_others = Round.objects.filter(teams__in=others).values("pk")
    return Round.objects.filter(teams__in=actor.led_team_ids).exclude(pk__in=of_others).distinct()


def rounds_to_begin(actor: Actor) -> QuerySet[Round]:
    """What the calendar has planned, for the actor to look at and begin; the soonest first."""
    return rounds_led_by(actor).filter(state=Round.State.PLANNED, by_calendar=True).order_by("first_day", "pk")


def teams_that_may_listen(actor: Actor) -> QuerySet[Team]:
    """For which teams the actor may plan a round."""
    teams = teams_visible_to(actor).filter(archived_at=None)
    return teams if actor.sees_all else teams.filter(pk__in=actor.led_team_ids)


def rounds_in_short(actor: Actor) -> QuerySet[Round]:
    """Rounds with their teams and how many calls there are."""
    open_ones = Count("calls", filter=~Q(calls__state=Call.State.REPLACED), distinct=True)
    return rounds_visible_to(actor).prefetch_related("teams").annotate(calls_in_all=open_ones)


def calls_visible_to(actor: Actor) -> QuerySet[Call]:
    """The calls of the rounds that one sees: what people said is heard by the whole team."""
    calls = Call.objects.select_related("round", "member", "contact__client")
    return calls.filter(round__in=rounds_visible_to(actor).values("pk"))


def calls_replaceable_by(actor: Actor) -> QuerySet[Call]:
    """Whose contact the actor may have replaced: their own, and those of rounds they lead."""
    own = Q(member_id=actor.member_id or 0) | Q(round__in=rounds_led_by(actor).values("pk"))
    replaceable = (Call.State.DRAWN, Call.State.DECLINED)
    return calls_visible_to(actor).filter(own, state__in=replaceable, round__state=Round.State.RUNNING)


def calls_of(one: Round) -> list[Call]:
    """All calls of a round, by who makes them; replaced ones with what came in their place."""
    calls = one.calls.select_related("member", "contact__client", "instead_of", "replaced_by")
    return list(calls.order_by("member__name_key", "member_id", "place", "pk"))
