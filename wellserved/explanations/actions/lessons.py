"""Lessons are posted, put right and talked about."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from wellserved.explanations.models import Lesson, LessonWord
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


@dataclass(frozen=True)
class LessonIn:
    """A lesson as it is written."""

    title: str
    happened: str
    meant: str = ""
    again: str = ""
    prompt: int = 0
    about: list[str] = field(default_factory=list)
    team: Team | None = None


@transaction.atomic
def post_lesson(*, given: LessonIn, member: Member, by: By) -> Lesson:
    """The same lesson of the same member sent twice is one."""
    known = Lesson.objects.filter(member=member, title=given.title, happened=given.happened).first()
    if known:
        return known
    lesson = Lesson.objects.create(member=member, **vars(given))
    record(kind="lesson.posted", by=by, subject_kind="lesson", subject_id=lesson.pk, team=lesson.team_id)
    return lesson


@transaction.atomic
def change_lesson(*, lesson_id: int, given: LessonIn, by: By) -> Lesson:
    """Its writer puts it right."""
    lesson = Lesson.objects.select_for_update().get(pk=lesson_id)
    for name, value in vars(given).items():
        setattr(lesson, name, value)
    lesson.changed_at = now()
    lesson.save()
    record(kind="lesson.changed", by=by, subject_kind="lesson", subject_id=lesson.pk)
    return lesson


@transaction.atomic
def say_to_lesson(*, lesson_id: int, words: str, member: Member, by: By) -> LessonWord:
    """The same words of the same member right after themselves are said once."""
    last = LessonWord.objects.filter(lesson_id=lesson_id).order_by("-pk").first()
    if last and (last.member_id, last.words) == (member.pk, words):
        return last
    said = LessonWord.objects.create(lesson_id=lesson_id, words=words, member=member)
    record(kind="lesson.discussed", by=by, subject_kind="lesson", subject_id=lesson_id)
    return said
