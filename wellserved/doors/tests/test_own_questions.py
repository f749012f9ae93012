"""A team's own questions are asked at its open doors, too, and are kept with the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.doors.actions.deciding import release_held
from wellserved.doors.models import HeldAnswer
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tasks import match_claims_now
from wellserved.doors.tests.opened import a_door, hidden, say, the_page
from wellserved.doors.tests.test_tickets import a_ticket
from wellserved.kit.clock import now
from wellserved.surveys.models import Response, SurveyVersion
from wellserved.surveys.queries.own_answers import own_lines
from wellserved.surveys.tests.surveys import make_survey, use

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast: Cast) -> SurveyVersion:
    return use(cast, make_survey(cast))


def test_whoever_walks_up_answers_the_teams_own_questions(cast: Cast, version: SurveyVersion) -> None:
    door = a_door(cast)
    page = Browser().get(path_of(door)).content.decode()
    assert "How long did you wait?" in page and "Was your visit worth it?" in page
    assert hidden(page, "v") == str(version.pk)
    got = say(door, v=version.pk, achieved=2, felt=4, **{"own-qwait1": "long", "own-qminut": "25"})
    answer = Response.objects.get()
    assert (answer.own, answer.invitation.version_id) == ({"qwait1": "long", "qminut": 25}, version.pk)
    again = Browser().get(got["Location"].removesuffix("?sent")).content.decode()
    assert 'value="25"' in again, "and can change them"


def test_what_does_not_count_is_left_out_and_what_is_wrong_is_said(cast: Cast, version: SurveyVersion) -> None:
    door = a_door(cast)
    say(door, v=version.pk, achieved=2, felt=4, **{"own-qwait1": "short", "own-qminut": "25", "own-other": "x"})
    assert Response.objects.get().own == {"qwait1": "short"}
    got = say(door, v=version.pk, achieved=2, **{"own-qwait1": "long", "own-qminut": "many"})
    assert got.status_code == 400 and 'value="many"' in got.content.decode()
    assert Response.objects.count() == 1


def test_another_teams_survey_cannot_be_smuggled_in(cast: Cast, version: SurveyVersion) -> None:
    elsewhere = a_door(cast, team=cast.networks)
    assert "How long did you wait?" not in Browser().get(path_of(elsewhere)).content.decode()
    for named in (version.pk, 999_999, "x"):
        say(elsewhere, v=named, felt=4, **{"own-qwait1": "long"})
    assert {(answer.invitation.version_id, str(answer.own)) for answer in Response.objects.all()} == {(None, "{}")}


def test_a_page_that_stayed_open_while_the_survey_changed_is_read_by_what_it_showed(
    cast: Cast, version: SurveyVersion
) -> None:
    use(cast, version.survey)
    say(a_door(cast), v=version.pk, felt=4, **{"own-qeasy1": "7"})
    answer = Response.objects.get()
    assert (answer.invitation.version_id, answer.own) == (version.pk, {"qeasy1": 7})


def test_a_first_touch_and_then_the_form_keep_them(cast: Cast, version: SurveyVersion) -> None:
    a_ticket(cast)
    door = a_door(cast, "snippet")
    page = the_page(door)
    where = "?felt=5&ticket=4711"
    assert say(door, query=where, **page, touch=1, sign=1, felt=5, v=version.pk).status_code == 204
    say(door, query=where, **page, felt=5, achieved=2, v=version.pk, **{"own-qeasy1": "6"})
    answer = Response.objects.get()
    assert (answer.own, answer.one_touch, answer.version) == ({"qeasy1": 6}, False, 1)


def test_what_is_held_keeps_them_until_it_counts(cast: Cast, version: SurveyVersion) -> None:
    say(a_door(cast, "snippet"), query="?felt=5&ticket=4711", v=version.pk, felt=5, **{"own-qeasy1": "6"})
    held = HeldAnswer.objects.get()
    assert own_lines(held.version_id, held.own) == [("How easy was it?", "6 of 7")]
    assert "How easy was it?" in cast.browser("lead").get("/doors/held/?show=claimed").content.decode()
    a_ticket(cast)
    HeldAnswer.objects.update(looked_at=now() - timedelta(minutes=5))
    assert match_claims_now() == 1
    answer = Response.objects.get()
    assert (answer.own, answer.invitation.version_id) == ({"qeasy1": 6}, version.pk)


def test_an_answer_that_a_lead_releases_has_them(cast: Cast, version: SurveyVersion) -> None:
    door = a_door(cast)
    say(door, v=version.pk, felt=5, website="https://x.example", **{"own-qused1": "web"})
    release_held(held_id=HeldAnswer.objects.get().pk, by=cast.admin_by)
    assert Response.objects.get().own == {"qused1": ["web"]}


def test_people_in_a_queue_are_asked_the_two_questions_alone(cast: Cast, version: SurveyVersion) -> None:
    door = a_door(cast, "kiosk")
    assert "How long did you wait?" not in Browser().get(path_of(door)).content.decode()
    say(door, v=version.pk, felt=5, **{"own-qeasy1": "6"})
    assert Response.objects.get().own == {}
