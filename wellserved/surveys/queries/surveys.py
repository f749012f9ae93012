"""Surveys: which may be edited by whom, which is asked about what, and what was asked at the time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import IntegerField, Q, QuerySet
from django.db.models.expressions import RawSQL

from wellserved.interactions.models import Interaction
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Survey, SurveyVersion
from wellserved.surveys.rules.choosing import Place, choose
from wellserved.surveys.rules.definition import Definition, read_definition


def surveys_visible_to(actor: Actor) -> QuerySet[Survey]:
    """Managers see and change all; a lead those of the teams they lead; members none."""
    surveys = Survey.objects.select_related("team", "service", "current").order_by("archived_at", "name", "pk")
    if actor.sees_all:
        return surveys
    return surveys.filter(team_id__in=actor.led_team_ids) if actor.leads else surveys.none()


def places_in_use() -> list[Place]:
    """Where surveys are asked now. There are dozens at most."""
    rows = Survey.objects.filter(archived_at=None, current__isnull=False)
    return [
        Place(version or 0, team, service, channel, pk, timedelta(days=rests))
        for pk, version, team, service, channel, rests in rows.values_list(
            "pk", "current_id", "team_id", "service_id", "channel", "again_after_days"
        )
    ]


def versions_that_rest(places: Iterable[Place]) -> dict[int, int]:
    """Every version of those surveys that rest, and its survey. No query where none does."""
    resting = [place.survey for place in places if place.rests]
    if not resting:
        return {}
    return dict(SurveyVersion.objects.filter(survey__in=resting).values_list("pk", "survey_id"))


def version_for(*, team: int | None, service: int | None, channel: str = "") -> int | None:
    """The survey version to ask with; None for our two questions, the qualities and words. One query."""
    return choose(places_in_use(), team=team or None, service=service or None, channel=channel)


def version_for_interaction(interaction: Interaction) -> int | None:
    return version_for(team=interaction.team_id, service=interaction.service_id, channel=interaction.channel)


def asked_of_whoever_comes(version_id: int, *, team: int | None, service: int | None) -> bool:
    """Whether this version was ever asked here, wherever nobody was invited. One query."""
    here = SurveyVersion.objects.filter(Q(survey__team=None) | Q(survey__team=team or 0), pk=version_id)
    return here.filter(Q(survey__service=None) | Q(survey__service=service or 0), survey__channel="").exists()


_at_hand: dict[int, Definition] = {}
_MOST_AT_HAND = 1_000


def definition_at_hand(version_id: int) -> Definition | None:
    """A version that this process has read before: for whoever may not wait for a database."""
    return _at_hand.get(version_id)


def definition_asked(version_id: int) -> Definition:
    """A version as it was asked; LookupError if there is none. It never changes: each process reads it once."""
    known = _at_hand.get(version_id)
    if known is not None:
        return known
    stored = SurveyVersion.objects.filter(pk=version_id).values_list("definition", flat=True).first()
    if stored is None:
        raise LookupError(version_id)
    if len(_at_hand) >= _MOST_AT_HAND:
        _at_hand.clear()
    _at_hand[version_id] = read_definition(stored)
    return _at_hand[version_id]


def forget_definitions() -> None:
    """For tests, which are undone and use an id again."""
    _at_hand.clear()


ASKED_AT_MOST = 10_000  # no further is counted: an old survey may have gone out a million times
_ASKED = """(SELECT COUNT(*) FROM (
    SELECT id FROM surveys_invitation WHERE version_id = surveys_surveyversion.id AND came_by = 0 LIMIT %s) those)"""
_ANSWERED = """(SELECT COUNT(*) FROM surveys_response WHERE invitation_id IN (SELECT id FROM (
    SELECT id FROM surveys_invitation WHERE version_id = surveys_surveyversion.id AND came_by = 0 LIMIT %s) those))"""


def versions_of(survey: Survey) -> QuerySet[SurveyVersion]:
    """The newest first, with how often each was asked, as far as that is counted, and how many of those answered."""
    most, whole = [ASKED_AT_MOST + 1], IntegerField()
    asked, answered = RawSQL(_ASKED, most, whole), RawSQL(_ANSWERED, most, whole)  # noqa: S611 (nothing but our words)
    return survey.versions.select_related("made_by").annotate(asked=asked, answered=answered).order_by("-number")
