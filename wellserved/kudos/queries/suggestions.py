"""Comments that read like praise, for those who may pass them on."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from wellserved.kit.clock import now
from wellserved.kudos.models import Suggestion
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

SHOWN_FOR = timedelta(days=45)


def suggestions_visible_to(actor: Actor) -> QuerySet[Suggestion]:
    """A lead those of their teams, a manager all; nobody those about themselves."""
    waiting = Suggestion.objects.filter(state=Suggestion.State.WAITING, made_at__gte=now() - SHOWN_FOR)
    waiting = waiting.select_related("response__invitation__contact__client", "member", "team")
    waiting = waiting.exclude(member_id=actor.member_id or 0).order_by("-made_at", "-pk")
    return waiting if actor.sees_all else waiting.filter(team_id__in=actor.led_team_ids)


def suggestions_for(actor: Actor) -> QuerySet[Suggestion]:
    """Those that wait for this very person: of teams they lead, or about somebody who reports to them."""
    mine = Q(team_id__in=actor.led_team_ids) | Q(member__reports_to_id=actor.member_id or 0)
    return suggestions_visible_to(actor).filter(mine)


def members_it_may_praise(suggestion: Suggestion, actor: Actor) -> list[Member]:
    """Who served, then the others of the team; nobody oneself."""
    here = Member.objects.filter(left_at=None).exclude(pk=actor.member_id or 0)
    served = list(here.filter(pk__in=suggestion.response.invitation.members.values("pk")).order_by("name_key", "pk"))
    others = here.filter(memberships__team_id=suggestion.team_id or 0).exclude(pk__in=[one.pk for one in served])
    return [*served, *others.distinct().order_by("name_key", "pk")[:100]]
