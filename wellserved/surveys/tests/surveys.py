"""Surveys for tests of pages and answers."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from wellserved.journal.shapes import By
from wellserved.people.models import Team
from wellserved.surveys.actions.editing import add_survey, put_to_use
from wellserved.surveys.models import Survey, SurveyVersion
from wellserved.surveys.rules.definition import Definition
from wellserved.surveys.tests.definitions import EVERYTHING


def make_survey(
    cast: Cast, definition: Definition = EVERYTHING, *, team: Team | None = None, everywhere: bool = False, **given: Any
) -> Survey:
    """A draft of the service desk's, unless said otherwise."""
    place = {"service": None, "channel": "", "team": None if everywhere else team or cast.desk}
    values: dict[str, Any] = {"name": "After a visit"} | place | given
    return add_survey(definition=definition, by=By("member", cast.admin.pk), **values)


def use(cast: Cast, survey: Survey) -> SurveyVersion:
    version = put_to_use(survey_id=survey.pk, by=By("member", cast.admin.pk))
    survey.refresh_from_db()
    return version
