"""Every write of this room."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace

from django.db import transaction
from django.utils import translation

from wellserved.habits import rules
from wellserved.habits.models import Habit, HabitTeam, Tap
from wellserved.habits.queries.habits import last_day, today
from wellserved.habits.shapes import HEARD, HabitIn, TapIn
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.languages import LANGUAGES
from wellserved.people.models import Member, Team
from wellserved.surveys.actions.editing import edit_draft, put_to_use
from wellserved.surveys.choices import ACHIEVED_WORDS
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.definition import Definition, Option, Question


@transaction.atomic
def start_habit(
    *, habit: HabitIn, tries: Collection[Team], waits: Collection[Team], by: By, started_by: Member | None = None
) -> Habit:
    """A habit with the teams that try it and those that wait: both are settled here. ValueError with what is wrong."""
    if wrong := rules.why_not_from_to(habit.starts_on, habit.ends_on, today()):
        raise ValueError(wrong)
    if not tries:
        raise ValueError("Choose at least one team that tries it.")
    made = Habit.objects.create(**asdict(habit), started_by=started_by)
    trying = {team.pk for team in tries}
    waiting = {team.pk for team in waits} - trying
    HabitTeam.objects.bulk_create(
        [HabitTeam(habit=made, team_id=pk, tries=pk in trying) for pk in sorted(trying | waiting)]
    )
    details = {"tries": len(trying), "waits": len(waiting)}
    record(kind="habit.started", by=by, subject_kind="habit", subject_id=made.pk, **details)
    return made


@transaction.atomic
def change_habit(*, habit_id: int, habit: HabitIn, by: By) -> list[str]:
    """Its words and its end; when it began and who tries it stay, for all figures hang on them. What was changed."""
    made = Habit.objects.select_for_update().get(pk=habit_id)
    if made.ended_on:
        raise ValueError("It has ended. Start it again as a new one.")
    given = {**asdict(habit), "starts_on": made.starts_on}
    if (wrong := rules.why_not_from_to(today(), max(habit.ends_on, today()), today())) and habit.ends_on > made.ends_on:
        raise ValueError(wrong)
    if habit.ends_on < made.starts_on + rules.SHORTEST - rules.DAY:
        raise ValueError("Give it two weeks at least: a habit needs them.")
    changed = [name for name, value in given.items() if getattr(made, name) != value]
    if changed:
        for name in changed:
            setattr(made, name, given[name])
        made.save(update_fields=changed)
        record(kind="habit.changed", by=by, subject_kind="habit", subject_id=made.pk, fields=changed)
    return changed


@transaction.atomic
def tap_habit(*, habit: Habit, tap: TapIn, by: By) -> Tap:
    """One member's word about one day; said again, it is said anew. ValueError where the day is none to speak of."""
    if not habit.teams.filter(tries=True, team__memberships__member=tap.member).exists():
        raise ValueError("Your team does not try this one.")
    if not rules.may_tap(tap.day, today=today(), starts_on=habit.starts_on, last=last_day(habit)):
        raise ValueError("Only today and yesterday can be tapped, while the habit is tried.")
    kept, created = Tap.objects.update_or_create(
        habit=habit, member_id=tap.member, day=tap.day, defaults={"kept": tap.kept, "feeling": tap.feeling}
    )
    if created:  # that somebody said something; never what
        record(kind="habit.tapped", by=by, subject_kind="habit", subject_id=habit.pk)
    return kept


@transaction.atomic
def ask_customers(*, habit_id: int, survey: Survey, question: str, by: By) -> None:
    """Add a question about it to a survey, and put that to use. ValueError with what is in the way."""
    habit = Habit.objects.select_for_update().get(pk=habit_id)
    if habit.asked_since and not habit.asked_until:
        raise ValueError("Customers are asked about it already.")
    _nothing_unfinished(survey)
    options = tuple(Option(key, _in_all_languages(place)) for key, place in zip(_KEYS, (2, 1, 0), strict=True))

    def added(definition: Definition) -> Definition:
        label = {definition.language: question}
        own = Question(id=habit.question_id, kind="choice", label=label, options=options)
        others = tuple(one for one in definition.questions if one.id != own.id)
        return replace(definition, questions=(*others, own))

    edit_draft(survey_id=survey.pk, change=added, by=by)
    put_to_use(survey_id=survey.pk, by=by)
    habit.survey, habit.question, habit.asked_since, habit.asked_until = survey, question, today(), None
    habit.save(update_fields=["survey", "question", "asked_since", "asked_until"])
    record(kind="habit.asked_about", by=by, subject_kind="habit", subject_id=habit.pk, survey=survey.pk)


@transaction.atomic
def stop_asking(*, habit_id: int, by: By) -> bool:
    """Take the question out of the survey again; what was answered stays. False if it was not asked."""
    habit = Habit.objects.select_for_update().get(pk=habit_id)
    if habit.survey is None or habit.asked_until:
        return False
    _nothing_unfinished(habit.survey)

    def without(definition: Definition) -> Definition:
        return replace(definition, questions=tuple(one for one in definition.questions if one.id != habit.question_id))

    edit_draft(survey_id=habit.survey.pk, change=without, by=by)
    put_to_use(survey_id=habit.survey.pk, by=by)
    habit.asked_until = today()
    habit.save(update_fields=["asked_until"])
    record(kind="habit.asked_no_more", by=by, subject_kind="habit", subject_id=habit.pk, survey=habit.survey.pk)
    return True


@transaction.atomic
def end_habit(*, habit_id: int, ending: str, word: str, by: By) -> Habit:
    """What was decided: kept, changed or dropped, with a word. ValueError if that was decided before."""
    habit = Habit.objects.select_for_update().get(pk=habit_id)
    if habit.ending:
        raise ValueError("That was decided already.")
    habit.ending, habit.word, habit.ended_on = ending, word, max(habit.starts_on, min(today(), habit.ends_on))
    habit.save(update_fields=["ending", "word", "ended_on"])
    record(kind="habit.ended", by=by, subject_kind="habit", subject_id=habit.pk, ending=ending)
    return habit


_KEYS = [key for key, _ in HEARD]


def _in_all_languages(achieved: int) -> dict[str, str]:
    """Yes, partly and no, as the answer page says them everywhere."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = str(ACHIEVED_WORDS[achieved])
    return said


def _nothing_unfinished(survey: Survey) -> None:
    """Putting a survey to use would put to use whatever else is being written on it."""
    fresh = Survey.objects.select_for_update(of=("self",)).select_related("current").get(pk=survey.pk)
    if fresh.current is None or fresh.archived_at or fresh.draft != fresh.current.definition:
        raise ValueError(
            f"“{fresh.name}” has changes that are not in use yet. Put them to use or drop them first, then come back."
        )
