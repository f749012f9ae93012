"""Writing surveys: a draft that anybody may go on with, and putting it to use, which freezes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from wellserved.interactions.models import Service
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Team
from wellserved.surveys.models import Survey, SurveyVersion
from wellserved.surveys.rules.definition import PLAIN, Definition, mended, read_definition, write_definition
from wellserved.surveys.rules.readiness import faults
from wellserved.surveys.rules.translating import marked

TAKEN = "Another survey is asked exactly there already. Rest that one first, or ask this one somewhere else."


@transaction.atomic
def add_survey(
    *,
    name: str,
    team: Team | None,
    service: Service | None,
    channel: str,
    by: By,
    again_after_days: int = 0,
    definition: Definition = PLAIN,
    imported_from: str = "",
) -> Survey:
    """A draft. Nobody is asked by it until it is put to use."""
    survey = Survey.objects.create(
        name=name,
        team=team,
        service=service,
        channel=channel,
        again_after_days=again_after_days,
        draft=write_definition(definition),
    )
    details = {"imported_from": imported_from} if imported_from else {}
    record(kind="survey.added", by=by, subject_kind="survey", subject_id=survey.pk, **details)
    return survey


@transaction.atomic
def place_survey(
    *,
    survey_id: int,
    name: str,
    team: Team | None,
    service: Service | None,
    channel: str,
    by: By,
    again_after_days: int = 0,
) -> list[str]:
    """Its name, and where it is asked, from the next ask on. Raises ValueError if another is asked exactly there."""
    survey = _hold(survey_id)
    given = {"name": name, "team_id": team and team.pk, "service_id": service and service.pk, "channel": channel}
    given["again_after_days"] = again_after_days
    changed = [field for field, value in given.items() if getattr(survey, field) != value]
    if changed:
        for field in changed:
            setattr(survey, field, given[field])
        _save(survey, changed)
        record(kind="survey.changed", by=by, subject_kind="survey", subject_id=survey.pk, fields=changed)
    return changed


@transaction.atomic
def edit_draft(*, survey_id: int, change: Callable[[Definition], Definition], by: By) -> Definition:
    """Change the draft as it is now. Conditions that lose what they look at are dropped; the draft that is left."""
    survey = _hold(survey_id)
    before = read_definition(survey.draft)
    after = marked(before, mended(change(before)))
    if after != before:
        survey.draft = write_definition(after)
        survey.save(update_fields=["draft"])
        names = ("language", "faces", "qualities", "words", "wording", "questions")
        fields = [name for name in names if getattr(before, name) != getattr(after, name)]
        record(kind="survey.changed", by=by, subject_kind="survey", subject_id=survey.pk, fields=fields)
    return after


@transaction.atomic
def put_to_use(*, survey_id: int, by: By) -> SurveyVersion:
    """Ask this from the next ask on. Raises ValueError with what must be put right first."""
    survey = _hold(survey_id)
    definition = replace(read_definition(survey.draft), stale={})  # what is asked, not what is to be done about it
    if wrong := faults(definition):
        raise ValueError(" ".join(wrong))
    newest = survey.versions.order_by("-number").first()
    if newest and survey.current_id == newest.pk and read_definition(newest.definition) == definition:
        return newest
    version = SurveyVersion.objects.create(
        survey=survey,
        number=newest.number + 1 if newest else 1,
        definition=write_definition(definition),
        made_by_id=by.id if by.kind == "member" else None,
    )
    survey.current = version
    survey.archived_at = None
    _save(survey, ["current", "archived_at"])
    record(kind="survey.published", by=by, subject_kind="survey", subject_id=survey.pk, version=version.number)
    return version


@transaction.atomic
def start_over(*, survey_id: int, by: By) -> None:
    """Drop what was changed since the survey was put to use."""
    survey = _hold(survey_id)
    if survey.current and survey.draft != survey.current.definition:
        survey.draft = survey.current.definition
        survey.save(update_fields=["draft"])
        record(kind="survey.changed", by=by, subject_kind="survey", subject_id=survey.pk, fields=["questions"])


@transaction.atomic
def rest_survey(*, survey_id: int, by: By) -> None:
    """Ask it no more. Who was asked already may still answer it, and its answers stay."""
    survey = _hold(survey_id)
    if survey.archived_at is None:
        survey.archived_at = now()
        survey.save(update_fields=["archived_at"])
        record(kind="survey.archived", by=by, subject_kind="survey", subject_id=survey.pk)


@transaction.atomic
def wake_survey(*, survey_id: int, by: By) -> None:
    """Ask it again, as it was. Raises ValueError if another is asked exactly there by now."""
    survey = _hold(survey_id)
    if survey.archived_at is not None:
        survey.archived_at = None
        _save(survey, ["archived_at"])
        record(kind="survey.restored", by=by, subject_kind="survey", subject_id=survey.pk)


def _hold(survey_id: int) -> Survey:
    return Survey.objects.select_for_update().get(pk=survey_id)


def _save(survey: Survey, fields: list[Any]) -> None:
    """The database holds that no two are asked in the same place; it is said kindly."""
    try:
        with transaction.atomic():
            survey.save(update_fields=fields)
    except IntegrityError:
        raise ValueError(TAKEN) from None
