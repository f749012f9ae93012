"""Every write of annotations."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wellserved.insight.models import Annotation
from wellserved.journal.actions import record
from wellserved.journal.shapes import By


@transaction.atomic
def add_annotation(*, day: date, words: str, team_id: int | None, member_id: int | None, by: By) -> Annotation:
    """Note that something happened on a day."""
    made = Annotation.objects.create(day=day, words=words, team_id=team_id, by_id=member_id)
    record(kind="annotation.added", by=by, subject_kind="annotation", subject_id=made.pk, team=team_id)
    return made


@transaction.atomic
def change_annotation(*, annotation_id: int, day: date, words: str, team_id: int | None, by: By) -> None:
    one = Annotation.objects.select_for_update().get(pk=annotation_id)
    said = {"day": day, "words": words, "team_id": team_id}
    changed = [name for name, value in said.items() if getattr(one, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(one, name, said[name])
    one.save(update_fields=[name.removesuffix("_id") for name in changed])
    fields = [name.removesuffix("_id") for name in changed]
    record(kind="annotation.changed", by=by, subject_kind="annotation", subject_id=one.pk, fields=fields)


@transaction.atomic
def remove_annotation(*, annotation_id: int, by: By) -> None:
    if Annotation.objects.filter(pk=annotation_id).delete()[0]:
        record(kind="annotation.removed", by=by, subject_kind="annotation", subject_id=annotation_id)
