"""The sample year asks questions of its own, and its answers are ones that could have been given."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast
from wellserved.demo.actions.surveying import ask_our_own
from wellserved.kit.clock import now
from wellserved.people.models import Team
from wellserved.surveys.models import Response, Survey
from wellserved.surveys.rules.definition import read_definition
from wellserved.surveys.rules.own_answers import PREFIX, read_own
from wellserved.surveys.rules.readiness import faults
from wellserved.surveys.tests.answers import make_answer


@pytest.fixture
def campus(cast: Cast) -> Cast:
    Team.objects.create(name="Classroom technology")
    for n in range(60):
        asked = make_answer(cast, achieved=n % 3, felt=n % 5 + 1, journalled=False, at=now() - timedelta(days=n * 3))
        asked.invitation.created_at = asked.first_at
        asked.invitation.save()
    return cast


def test_every_answer_of_the_sample_year_could_have_been_given(campus: Cast) -> None:
    ask_our_own(now())
    answered = Response.objects.exclude(own={}).select_related("invitation__version")
    assert len(answered) > 20
    for one in answered:
        assert one.invitation.version
        sent = {PREFIX + name: [str(value)] for name, value in one.own.items()}
        definition = read_definition(one.invitation.version.definition)
        assert read_own(definition, sent, achieved=one.achieved, felt=one.felt) == (one.own, None)


def test_both_surveys_of_the_sample_year_could_be_asked(campus: Cast) -> None:
    ask_our_own(now())
    assert [faults(read_definition(one.draft)) for one in Survey.objects.all()] == [[], []]
