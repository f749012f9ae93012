"""Every reading of a case is noted. It is a log of its own, and no change: the journal has no entry of it."""

from __future__ import annotations

from wellserved.cases.models import Case, Reading
from wellserved.people.shapes import Actor


def note_reading(*, case: Case, actor: Actor) -> None:
    """Somebody opened it, here or through the API."""
    Reading.objects.create(case=case, member_id=actor.member_id, by_kind=actor.by.kind, by_id=actor.by.id)
