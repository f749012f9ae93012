"""A few of the words that came with the figures: praise first, then what to mend."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wellserved.insight.shapes import PulseFigures
from wellserved.passages.models import Passage
from wellserved.passages.queries import passages_of
from wellserved.people.models import Team
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND, responses_visible_to

PRAISE = Q(felt=5) & (Q(achieved=2) | Q(achieved=None))
TO_MEND = Q(felt__lte=3) | Q(achieved__lt=2)


@dataclass(frozen=True)
class Said:
    """One comment, where it was said, and what became of it."""

    response_id: int
    words: str
    place: str  # team and service
    praise: bool
    passage: Passage | None


def in_their_words(actor: Actor, seen: PulseFigures, each: int = 2) -> list[Said]:
    """The newest praise and the newest to mend among the answers that this person may read."""
    answers = _of(responses_visible_to(actor), seen).exclude(words="")
    answers = answers.select_related("invitation__interaction__service").order_by("-first_at", "-pk")
    praise, mend = list(answers.filter(PRAISE)[:each]), list(answers.filter(TO_MEND)[:each])
    passages = passages_of(SOURCE_KIND, [answer.pk for answer in praise + mend])
    teams = dict(Team.objects.filter(pk__in={answer.team_id for answer in praise + mend}).values_list("pk", "name"))
    return [
        Said(one.pk, one.words, _place(one, teams), i < len(praise), passages.get(one.pk))
        for i, one in enumerate(praise + mend)
    ]


def _of(answers: QuerySet[Response], seen: PulseFigures) -> QuerySet[Response]:
    if seen.team:
        answers = answers.filter(team_id=seen.team.id)
    if seen.service:
        answers = answers.filter(invitation__service_id=seen.service.id)
    if seen.client:
        answers = answers.filter(invitation__client_id=seen.client.id)
    if seen.channel is not None:
        answers = answers.filter(invitation__interaction__channel=seen.channel)
    if seen.place is not None:
        answers = answers.filter(invitation__interaction__place=seen.place)
    if seen.way is not None:
        answers = answers.filter(invitation__came_by=seen.way)
    if seen.period.first:
        answers = answers.filter(invitation__day__gte=seen.period.first)
    return answers.filter(invitation__day__lte=seen.period.last) if seen.period.last else answers


def _place(answer: Response, teams: dict[int, str]) -> str:
    interaction = answer.invitation.interaction
    service = interaction.service.name if interaction and interaction.service else ""
    channel = interaction.channel if interaction else ""
    return " · ".join(filter(None, [teams.get(answer.team_id, ""), service or channel]))
