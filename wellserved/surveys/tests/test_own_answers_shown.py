"""Answers to own questions, seen: on the feedback page, by their reader, over REST, and added up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.passages.models import Passage
from wellserved.surveys.actions.editing import edit_draft
from wellserved.surveys.models import EarlierVersion, Response, Survey
from wellserved.surveys.rules.definition import Definition, Option
from wellserved.surveys.tasks.reacting import react_to_answers
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.definitions import EASY, MISSED, WAITING
from wellserved.surveys.tests.surveys import make_survey, use

SURVEY = Definition(questions=(WAITING, EASY, replace(MISSED, only_if=None)))


@pytest.fixture
def survey(cast: Cast) -> Survey:
    made = make_survey(cast, SURVEY)
    use(cast, made)
    return made


def answered(cast: Cast, survey: Survey, own: dict[str, Any], **given: Any) -> Response:
    answer = make_answer(cast, own=own, journalled=False, **given)
    answer.invitation.version = survey.current
    answer.invitation.save()
    return answer


def shown(browser: Browser, survey: Survey, query: str = "") -> str:
    return " ".join(browser.get(f"/surveys/{survey.pk}/answers/{query}").content.decode().split())


def test_an_answer_is_shown_in_the_words_it_was_asked_in(cast: Cast, survey: Survey) -> None:
    answer = answered(cast, survey, {"qwait1": "long", "qeasy1": 6, "qmiss1": "A chair <b>"})
    reworded = replace(WAITING, label={"en": "Did you wait?"})
    edit_draft(survey_id=survey.pk, change=lambda draft: replace(draft, questions=(reworded, EASY)), by=cast.admin_by)
    use(cast, survey)
    page = cast.browser("member").get(f"/feedback/{answer.pk}/").content.decode()
    for words in ("How long did you wait?", "Too long", "6 of 7", "A chair &lt;b&gt;"):
        assert words in page
    assert "Did you wait?" not in page


def test_what_they_said_before_is_shown_too(cast: Cast, survey: Survey) -> None:
    answer = answered(cast, survey, {"qeasy1": 6})
    EarlierVersion.objects.create(response=answer, version=1, own={"qwait1": "long"}, at=answer.first_at)
    page = cast.browser("member").get(f"/feedback/{answer.pk}/").content.decode()
    assert "6 of 7" in page and "Too long" in page


def test_what_was_written_reaches_a_reader(cast: Cast, survey: Survey) -> None:
    from wellserved.surveys.tests.answers import journal

    answer = answered(cast, survey, {"qmiss1": "A chair"}, words="")
    journal(answer)
    react_to_answers()
    passage = Passage.objects.get(source_id=answer.pk)
    assert passage.words == "What did you go without?\nA chair"
    assert passage.reader is not None


def test_own_answers_over_rest(cast: Cast, survey: Survey, api_token: str, client: Browser) -> None:
    answered(cast, survey, {"qwait1": "long", "qeasy1": 6})
    make_answer(cast)
    got = client.get("/api/v1/responses?order=oldest", headers={"Authorization": f"Bearer {api_token}"}).json()
    with_survey, without = got["items"]
    assert with_survey["survey"] == {"id": survey.pk, "name": "After a visit", "version": 1}
    assert with_survey["own"] == [
        {
            "question": "qwait1",
            "label": "How long did you wait?",
            "kind": "choice",
            "value": "long",
            "said": "Too long",
        },
        {"question": "qeasy1", "label": "How easy was it?", "kind": "scale", "value": 6, "said": "6 of 7"},
    ]
    assert (without["survey"], without["own"]) == (None, [])


def test_below_five_answers_a_question_keeps_silent(cast: Cast, survey: Survey) -> None:
    lead = cast.browser("lead")
    for felt in range(4):
        answered(cast, survey, {"qwait1": "long", "qeasy1": felt + 1})
    assert shown(lead, survey).count("Too few to say.") == 2
    answered(cast, survey, {"qwait1": "short"})
    page = shown(lead, survey)
    assert page.count("Too few to say.") == 1
    assert '80% <span class="soft small">38% to 96% · 4</span>' in page


def test_a_scale_has_its_mean_with_its_range(cast: Cast, survey: Survey) -> None:
    for value in (4, 5, 3, 5, 4):
        answered(cast, survey, {"qeasy1": value})
    assert "<b>4.2</b> on average, between 3.2 and 5.2" in shown(cast.browser("lead"), survey)


def test_answers_of_all_versions_are_added_up_and_what_was_taken_out_stays(cast: Cast, survey: Survey) -> None:
    for _ in range(5):
        answered(cast, survey, {"qwait1": "long", "qeasy1": 3})
    anew = replace(WAITING.options[0], label={"en": "Hardly"})
    changed = replace(WAITING, options=(anew, Option("never", {"en": "I gave up"})))
    edit_draft(survey_id=survey.pk, change=lambda draft: replace(draft, questions=(changed,)), by=cast.admin_by)
    use(cast, survey)
    for _ in range(5):
        answered(cast, survey, {"qwait1": "never"})
    page = shown(cast.browser("lead"), survey)
    assert "10 answers" in page and "I gave up" in page
    assert "Hardly" in page and "Not long" not in page, "the latest words stand for what was said before"
    assert 'Too long <span class="soft small">(no longer offered)</span>' in page
    assert "No longer asked." in page


def test_a_lead_adds_up_only_what_they_may_see(cast: Cast) -> None:
    survey = make_survey(cast, SURVEY)
    use(cast, survey)
    answered(cast, survey, {"qmiss1": "Seen"})
    answered(cast, survey, {"qmiss1": "Of another team"}, team=cast.networks, served=[cast.outsider])
    assert "Of another team" not in shown(cast.browser("lead"), survey)
    assert "Of another team" in shown(cast.browser("manager"), survey)
