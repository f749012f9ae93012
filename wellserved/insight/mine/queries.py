"""Reading one's own page. It takes no member: who asks reads their own, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404

from wellserved.insight.mine.rules import Month, all_of, first_of, months_of
from wellserved.insight.shapes import Figures
from wellserved.insight.words import PRAISE
from wellserved.kit.clock import local_day, now
from wellserved.kudos.models import Kudos
from wellserved.people.shapes import Actor
from wellserved.surveys.choices import QUALITY_WORDS
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.queries.answers import responses_visible_to
from wellserved.surveys.shapes import QUALITIES
from wellserved.tallies.queries import member_months

KIND_WORDS, NEWEST = 4, 300


@dataclass(frozen=True)
class Mine:
    """All of one's own page."""

    kudos: tuple[Kudos, ...]
    praise: tuple[Response, ...]
    total: Figures
    months: tuple[Month, ...]
    named: tuple[tuple[str, int], ...]  # qualities that people named when it felt great, in their fixed order
    named_by: int  # how many answers that is of


def mine(actor: Actor) -> Mine:
    """What is known of the service that this member gave in twelve months, kind words first."""
    me = actor.member_id
    if me is None:
        raise Http404
    today = local_day(now(), settings.TIME_ZONE)
    rows = member_months(member=me, first=first_of(today), last=today, by=("month",))
    about_me = Invitation.members.through.objects.filter(member_id=me).values("invitation_id")
    served = responses_visible_to(actor).filter(pk__in=about_me)
    great = served.filter(PRAISE).order_by("-first_at", "-pk")
    masks = list(great.values_list("qualities", flat=True)[:NEWEST])
    return Mine(
        kudos=tuple(Kudos.objects.filter(member_id=me).order_by("-given_at", "-pk")[:KIND_WORDS]),
        praise=tuple(great.exclude(words="")[:KIND_WORDS]),
        total=all_of(rows),
        months=months_of(rows),
        named=tuple(
            (str(QUALITY_WORDS[key]), sum(mask >> i & 1 for mask in masks)) for i, (key, _) in enumerate(QUALITIES)
        ),
        named_by=len(masks),
    )
