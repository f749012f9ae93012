"""Who may enter the survey editor: managers all of it, a lead what belongs to their team, members nothing."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.surveys.rules.definition import PLAIN
from wellserved.surveys.tests.surveys import make_survey, use


def of_the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": make_survey(cast).pk}


def of_another_team(cast: Cast) -> dict[str, Any]:
    return {"pk": make_survey(cast, team=cast.networks).pk}


def of_everybody(cast: Cast) -> dict[str, Any]:
    return {"pk": make_survey(cast, everywhere=True).pk}


def asked(cast: Cast) -> dict[str, Any]:
    survey = make_survey(cast)
    use(cast, survey)
    return {"pk": survey.pk}


def a_question(cast: Cast) -> dict[str, Any]:
    return {**of_the_desk(cast), "question_id": "qwait1"}


LEADS: dict[str, Any] = {"member": 404, "lead": 200}
ACTS: dict[str, Any] = {"method": "post", "member": 404, "lead": 302}

SURVEYS = [
    Page("surveys", **LEADS),
    Page("survey_new", **LEADS),
    Page("survey_import", **LEADS),
    Page("survey", make=of_the_desk, **LEADS),
    Page("survey", make=of_another_team, member=404, manager=200),
    Page("survey", make=of_everybody, member=404, manager=200),
    Page("survey_place", make=of_the_desk, **LEADS),
    Page("survey_frame", make=of_the_desk, **LEADS),
    Page("question_new", make=lambda cast: {"pk": make_survey(cast, definition=PLAIN).pk, "kind": "choice"}, **LEADS),
    Page("question", make=a_question, **LEADS),
    Page("question_place", make=a_question, **ACTS, data={"to": "down"}),
    Page("question_removal", make=a_question, **ACTS),
    Page("survey_language", make=lambda cast: {**of_the_desk(cast), "language": "de"}, **LEADS),
    Page("survey_preview", make=of_the_desk, **LEADS),
    Page("survey_preview", make=of_the_desk, method="post", member=404, lead=200),
    Page("survey_use", make=of_the_desk, **ACTS),
    Page("survey_use", make=of_another_team, method="post", member=404, manager=302),
    Page("survey_draft_removal", make=asked, **ACTS),
    Page("survey_rest", make=asked, **ACTS),
    Page("survey_wake", make=asked, **ACTS),
    Page("survey_history", make=asked, **LEADS),
    Page("survey_answers", make=asked, **LEADS),
]
