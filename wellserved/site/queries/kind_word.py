"""One kind word a day: praise for me, or for my team. Looking writes nothing down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from wellserved.kit import saying
from wellserved.kit.clock import local_day, now
from wellserved.kit.text import beginning
from wellserved.kudos.actions.giving import name_of_giver
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.kudos import newest_for
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING, passages_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor
from wellserved.site.rules import choose_kind_word, service_in_words
from wellserved.site.shapes import KindWord, Praise
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.queries.answers import SOURCE_KIND

RECENT = timedelta(days=60)
LOOKED_AT = 40


def kind_word_for(actor: Actor) -> KindWord | None:
    """The praise whose turn it is today: about my own service, or my team's. At most six queries.

    A kind word that somebody was given by name comes first, and at once.
    """
    given = newest_for(actor)
    if given:
        return _given(given, actor)
    member = actor.member_id or 0
    read = Passage.objects.filter(source_kind=SOURCE_KIND, reader_id=member)
    praise = Response.objects.filter(felt=5, first_at__gte=now() - RECENT).exclude(words="").exclude(achieved=0)
    praise = praise.exclude(pk__in=read.filter(WAITING).values("source_id")).order_by("-first_at", "-pk")
    praise = praise.annotate(read_at=Subquery(read.filter(source_id=OuterRef("pk")).values("read_at")[:1]))
    served = Invitation.members.through.objects.filter(member_id=member).values("invitation_id")
    around = Q() if actor.sees_all and not actor.team_ids else Q(team_id__in=actor.team_ids | actor.led_team_ids)
    rows = praise.values_list("pk", "first_at", "read_at")
    mine, ours = (_newest(rows.filter(some)[:LOOKED_AT]) for some in (Q(pk__in=served), around))
    chosen = choose_kind_word(mine, ours, local_day(now(), settings.TIME_ZONE), member)
    return _said(chosen, actor) if chosen else None


def _newest(rows: Iterable[tuple[int, datetime, datetime | None]]) -> list[Praise]:
    """With the day since when it can be shown: one's own reading comes first."""
    return [Praise(pk, local_day(max(at, read or at), settings.TIME_ZONE)) for pk, at, read in rows]


def _said(response_id: int, actor: Actor) -> KindWord:
    response = Response.objects.select_related("invitation__interaction__team").get(pk=response_id)
    interaction = response.invitation.interaction
    served = list(Member.objects.filter(pk__in=response.invitation.members.values("pk")))
    work = service_in_words(interaction.channel if interaction else "")
    if any(member.pk == actor.member_id for member in served):
        about = f"About your {work}"
    elif len(served) == 1:
        about = f"About {served[0].first_name}’s {work}"
    elif interaction and interaction.team:
        about = f"About the work of {interaction.team.name}"
    else:
        about = "About the work of your colleagues"
    if interaction and interaction.closed_at:
        about += f" {saying.day(interaction.closed_at, now(), settings.TIME_ZONE)}"
    passage = passages_of(SOURCE_KIND, [response_id]).get(response_id)
    concerned = {actor.member_id, *(member.pk for member in served)}
    if passage and passage.read_at and passage.reader and passage.reader_id not in concerned:
        about += f" · {passage.reader.first_name} has read it, too"
    return KindWord(reverse("feedback_one", args=[response_id]), beginning(response.words, 240), about)


def _given(kudos: Kudos, actor: Actor) -> KindWord:
    whom = "you" if kudos.member_id and kudos.member_id == actor.member_id else str(kudos.member or kudos.team or "us")
    giver = name_of_giver(kudos) if kudos.given_by or kudos.giver_name else "Somebody whom we serve"
    about = f"{giver} to {whom}, {saying.day(kudos.given_at, now(), settings.TIME_ZONE)}"
    return KindWord(reverse("kudos_one", args=[kudos.pk]), beginning(kudos.words, 240), about)
