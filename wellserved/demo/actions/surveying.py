"""The surveys of the sample year: one that is asked, with what people answered, and one that is being written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from wellserved.demo.campus import SEED
from wellserved.journal.shapes import SYSTEM
from wellserved.people.models import Team
from wellserved.surveys.actions.editing import add_survey, put_to_use
from wellserved.surveys.models import Invitation, Response, Survey, SurveyVersion
from wellserved.surveys.rules.definition import Condition, Definition, Option, Question, write_definition

TEAM, DAYS = "Service desk", 150
TOLD = Question(
    "told",
    "choice",
    {"en": "How often did you have to tell your story?", "de": "Wie oft war es zu erzählen?"},
    options=(
        Option("once", {"en": "Once", "de": "Einmal"}),
        Option("twice", {"en": "Twice", "de": "Zweimal"}),
        Option("more", {"en": "More often", "de": "Öfter"}),
    ),
)
EASY = Question(
    "easy",
    "scale",
    {"en": "How easy was it to reach us?", "de": "Wie leicht waren wir erreichbar?"},
    first_label={"en": "Hard", "de": "Schwer"},
    last_label={"en": "Easy", "de": "Leicht"},
    only_if=Condition("told", ("twice", "more")),
)
MINUTES = Question(
    "minutes",
    "number",
    {"en": "How many minutes did it cost you?"},
    at_least=0,
    at_most=600,
    only_if=Condition("achieved", ("0", "1")),
)
FIRST = Definition(questions=(TOLD, EASY))


def ask_our_own(end: datetime) -> None:
    """The service desk's survey in two versions, and answers to it that go with how it felt."""
    random = Random(SEED + 3)  # noqa: S311  the same answers for everybody, on purpose
    team = Team.objects.get(name=TEAM)
    survey = add_survey(name="After the service desk", team=team, service=None, channel="", by=SYSTEM, definition=FIRST)
    began, changed = end - timedelta(days=DAYS), end - timedelta(days=60)
    first = _used(survey, FIRST, began)
    second = _used(survey, replace(FIRST, questions=(TOLD, EASY, MINUTES)), changed)
    asked = Invitation.objects.filter(team_id=team.pk, created_at__gte=began)
    asked.filter(created_at__lt=changed).update(version=first)
    asked.filter(created_at__gte=changed).update(version=second)
    answers = list(Response.objects.filter(invitation__in=asked, one_touch=False).select_related("invitation"))
    for answer in sorted(answers, key=lambda one: one.pk):
        answer.own = _own(random, answer, with_minutes=answer.invitation.version_id == second.pk)
    Response.objects.bulk_update(answers, ["own"], batch_size=500)
    classroom = Definition(faces="words", wording={"felt": {"en": "How did the lecture go, with us at hand?"}})
    room = Team.objects.get(name="Classroom technology")
    add_survey(name="After a lecture", team=room, service=None, channel="visit", by=SYSTEM, definition=classroom)


def _used(survey: Survey, definition: Definition, at: datetime) -> SurveyVersion:
    survey.draft = write_definition(definition)
    survey.save(update_fields=["draft"])
    version = put_to_use(survey_id=survey.pk, by=SYSTEM)
    SurveyVersion.objects.filter(pk=version.pk).update(created_at=at)
    return version


def _own(random: Random, answer: Response, *, with_minutes: bool) -> dict[str, Any]:
    low = (answer.felt or 4) <= 3
    own: dict[str, Any] = {}
    if random.random() < 0.85:
        own["told"] = random.choices(["once", "twice", "more"], [3, 5, 4] if low else [14, 3, 1])[0]
    if own.get("told") in ("twice", "more") and random.random() < 0.9:
        own["easy"] = random.choices([1, 2, 3, 4, 5], [3, 5, 5, 3, 1] if low else [1, 2, 4, 6, 4])[0]
    if with_minutes and answer.achieved in (0, 1) and random.random() < 0.7:
        own["minutes"] = random.choice([10, 15, 20, 30, 30, 45, 60, 90, 120])
    return own
