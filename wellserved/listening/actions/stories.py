"""A quote grows into a short story, is told otherwise, or is taken away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import beginning
from wellserved.listening.models import CallLine, Story
from wellserved.listening.shapes import Told
from wellserved.people.models import Member


@transaction.atomic
def write_story(*, line_id: UUID, told: Told, by: By, member: Member | None = None) -> Story:
    """A story from one line of a call, kept with its words as they were said."""
    line = CallLine.objects.select_related("call", "sorted").get(pk=line_id, removed_at=None)
    lies = getattr(line, "sorted", None)
    story = Story(
        round_id=line.call.round_id,
        theme_id=lies.theme_id if lies else None,
        line=line,
        quote=beginning(line.text, 500) if line.is_quote else "",
        written_by=member,
    )
    _tell(story, told, line.call.contact_id, member)
    record(kind="story.written", by=by, subject_kind="story", subject_id=story.pk, named=story.contact_id is not None)
    return story


@transaction.atomic
def change_story(*, story_id: int, told: Told, by: By, member: Member | None = None) -> Story:
    """Tell it otherwise; a consent that is taken back is forgotten."""
    story = Story.objects.select_for_update(of=("self",)).select_related("line__call").get(pk=story_id)
    _tell(story, told, story.line.call.contact_id if story.line else None, member)
    record(kind="story.changed", by=by, subject_kind="story", subject_id=story.pk, named=story.contact_id is not None)
    return story


@transaction.atomic
def drop_story(*, story_id: int, by: By) -> None:
    """It is told nowhere any more."""
    Story.objects.get(pk=story_id).delete()
    record(kind="story.dropped", by=by, subject_kind="story", subject_id=story_id)


def _tell(story: Story, told: Told, contact_id: int | None, member: Member | None) -> None:
    story.title, story.text, story.changed_at = told.title, told.text, now()
    if told.consent_words and contact_id:
        if (story.contact_id, story.consent_words) != (contact_id, told.consent_words):
            story.contact_id, story.consent_words = contact_id, told.consent_words
            story.consent_at, story.consent_noted_by = now(), member
    else:
        story.contact_id, story.consent_words, story.consent_at, story.consent_noted_by = None, "", None, None
    story.save()
