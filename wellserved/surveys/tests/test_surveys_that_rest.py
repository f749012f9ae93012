"""A survey may rest: the same person is not asked the same questions again so soon, and is told nothing of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.journal.models import Entry
from wellserved.mail.models import Letter
from wellserved.surveys.actions.editing import edit_draft, put_to_use
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.asking import History, Policy, may_ask, may_insist
from wellserved.surveys.tests.asking import a_closed_interaction, answer, decisions_about, go_live, run
from wellserved.surveys.tests.definitions import WAITING
from wellserved.surveys.tests.surveys import make_survey, use

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
AT_ANY_HOUR = Policy(NOW - timedelta(days=900), window=timedelta(), minimum=timedelta(), on_weekends=True)


@given(st.integers(0, 400), st.integers(0, 400))
def test_the_same_questions_come_back_when_the_survey_has_rested(ago: int, rests: int) -> None:
    history = History(
        NOW - timedelta(hours=1),
        last_asked_same_at=NOW - timedelta(days=ago),
        survey_rests=timedelta(days=rests),
    )
    verdict = may_ask(history, AT_ANY_HOUR, NOW)
    assert verdict.reason == ("survey_cooldown" if ago < rests else "due")
    assert may_insist(history, AT_ANY_HOUR, NOW).ask, "who asks by hand may"


@pytest.mark.django_db
def test_it_rests_for_each_person_across_its_versions_and_other_surveys_do_not(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    with time_machine.travel(NOW - timedelta(days=20), tick=False):
        go_live(go_live_at=NOW - timedelta(days=30), window_days=0, minimum_days=0)
        survey = make_survey(cast)
        use(cast, survey)
        first = a_closed_interaction(cast, "first")
        run()
        Letter.objects.update(state="sent", sent_at=NOW - timedelta(days=20))
        answer(first.invitations.get())
    page = cast.browser("manager").post(
        f"/surveys/{survey.pk}/place/", {"name": survey.name, "team": cast.desk.pk, "again_after_days": "90"}
    )
    assert page.status_code == 302
    assert Survey.objects.get(pk=survey.pk).again_after_days == 90
    assert Entry.objects.filter(kind="survey.changed").latest("pk").details["fields"] == ["again_after_days"]
    assert "At most once in 90 days" in cast.browser("manager").get(f"/surveys/{survey.pk}/").content.decode()
    edit_draft(survey_id=survey.pk, change=lambda it: type(it)(questions=(WAITING,)), by=cast.admin_by)
    put_to_use(survey_id=survey.pk, by=cast.admin_by)
    use(cast, make_survey(cast, service=Service.objects.create(name="Phones")))
    with time_machine.travel(NOW, tick=False):
        again = a_closed_interaction(cast, "again")
        elsewhere = a_closed_interaction(cast, "elsewhere", service=Service.objects.get())
        run()
        assert decisions_about(again) == [(1, "not_asked", "survey_cooldown")]
        assert decisions_about(elsewhere) == [(1, "asked", "due")]
        page = cast.browser("lead").get(f"/interactions/{again.pk}/").content.decode()
        assert "was asked the same questions 20 days ago" in page
    with time_machine.travel(NOW + timedelta(days=71), tick=False):
        later = a_closed_interaction(cast, "later")
        run()
        assert decisions_about(later) == [(1, "asked", "due")]
