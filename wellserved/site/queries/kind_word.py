"""One kind word: praise for me, else for my team, that I have not seen on Today yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.text import Truncator

from wellserved.kit import saying
from wellserved.kit.clock import now
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING, passages_of
from wellserved.people.models import Member
from wellserved.people.shapes import Actor
from wellserved.site.rules import choose_kind_word, service_in_words
from wellserved.site.shapes import KindWord
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.queries.answers import SOURCE_KIND

RECENT = timedelta(days=60)
LOOKED_AT = 40


def kind_word_for(actor: Actor, seen: Sequence[int]) -> KindWord | None:
    """The newest praise not shown before: about my own service first, then my team's. At most five queries."""
    praise = Response.objects.filter(felt=5, first_at__gte=now() - RECENT).exclude(words="").exclude(achieved=0)
    waiting = Passage.objects.filter(WAITING, source_kind=SOURCE_KIND, reader_id=actor.member_id or 0)
    praise = praise.exclude(pk__in=waiting.values("source_id")).order_by("-first_at", "-pk")
    served = Invitation.members.through.objects.filter(member_id=actor.member_id or 0).values("invitation_id")
    mine = list(praise.filter(pk__in=served).values_list("pk", flat=True)[:LOOKED_AT])
    chosen = choose_kind_word(mine, seen)
    if chosen is None or chosen in seen:
        around = Q() if actor.sees_all and not actor.team_ids else Q(team_id__in=actor.team_ids | actor.led_team_ids)
        ours = list(praise.filter(around).values_list("pk", flat=True)[:LOOKED_AT])
        chosen = choose_kind_word(list(dict.fromkeys([*mine, *ours])), seen)
    return _said(chosen, actor) if chosen else None


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
    return KindWord(response_id, Truncator(response.words).chars(240), about)
