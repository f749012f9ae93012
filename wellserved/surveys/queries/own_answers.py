"""Answers to own questions, for those who may see them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wellserved.kit.clock import now
from wellserved.people.shapes import Actor
from wellserved.surveys.models import Survey, SurveyVersion
from wellserved.surveys.queries.answers import responses_visible_to
from wellserved.surveys.queries.surveys import definition_asked
from wellserved.surveys.rules.definition import read_definition, said_in
from wellserved.surveys.rules.own_answers import in_words, texts_in
from wellserved.surveys.rules.summing import Summary, summaries

MOST = 5_000  # answers that one page adds up; the newest
TEXTS = 10


@dataclass(frozen=True)
class OwnSummary:
    """A survey's own questions over a period. `texts`: the newest of each question, with the answer they are from."""

    summaries: list[Summary]
    answers: int
    capped: bool
    texts: dict[str, list[tuple[int, str]]]


def own_summary(actor: Actor, survey: Survey, days: int | None) -> OwnSummary:
    """Two queries, whatever the survey."""
    versions = list(survey.versions.order_by("-number").values_list("pk", "definition"))
    responses = responses_visible_to(actor).filter(invitation__version_id__in=[pk for pk, _ in versions])
    if days:
        responses = responses.filter(first_at__gte=now() - timedelta(days=days))
    rows = list(responses.order_by("-first_at", "-pk").values_list("pk", "own")[: MOST + 1])
    capped, rows = len(rows) > MOST, rows[:MOST]
    definitions = [read_definition(stored) for _, stored in versions]
    added_up = summaries(definitions, (own for _, own in rows))
    wordy = [one.question.id for one in added_up if one.question.kind == "text"]
    texts = {name: [(pk, str(own[name])) for pk, own in rows if name in own][:TEXTS] for name in wordy}
    return OwnSummary(added_up, len(rows), capped, texts)


def own_lines(version_id: int | None, own: dict[str, Any]) -> list[tuple[str, str]]:
    """Each question that was answered, and the answer in words, by the version it was asked with."""
    return [(told["label"], told["said"]) for told in own_as_told(version_id, own)]


def own_as_told(version_id: int | None, own: dict[str, Any]) -> list[dict[str, Any]]:
    """The same, with ids and kinds, for other programs."""
    if not own or version_id is None:
        return []
    definition = definition_asked(version_id)
    base = definition.language
    return [
        {
            "question": one.id,
            "label": said_in(one.label, base, base),
            "kind": one.kind,
            "value": own[one.id],
            "said": in_words(one, own[one.id], base, base),
        }
        for one in definition.questions
        if one.id in own
    ]


def own_words(version_id: int | None, own: dict[str, Any]) -> list[str]:
    """What was written in own words to questions of one's own, for whoever reads the comment."""
    return texts_in(definition_asked(version_id), own) if own and version_id is not None else []


def surveys_of_versions(version_ids: Collection[int]) -> dict[int | None, dict[str, Any]]:
    """Which survey each version is of. One query, or none."""
    if not version_ids:
        return {}
    rows = SurveyVersion.objects.filter(pk__in=version_ids).values_list("pk", "survey_id", "survey__name", "number")
    return {pk: {"id": survey, "name": name, "version": number} for pk, survey, name, number in rows}
