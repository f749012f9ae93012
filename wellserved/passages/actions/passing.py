"""Bad news reaches a member through a human, with what was right about it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.passages.models import Passage, PassedOn
from wellserved.people.models import Member


@transaction.atomic
def pass_on(
    *, passage_id: int, members: Sequence[Member], what_was_right: str, words: str, passed_by: Member | None, by: By
) -> int:
    """Let these members see it, beginning with what was right; how many it is new to. Again changes nothing."""
    passage = Passage.objects.select_for_update().get(pk=passage_id)
    known = set(PassedOn.objects.filter(passage=passage).values_list("member_id", flat=True))
    new = [member for member in members if member.pk not in known]
    PassedOn.objects.bulk_create(
        PassedOn(passage=passage, member=member, what_was_right=what_was_right, words=words, by=passed_by)
        for member in new
    )
    if new:
        ids = [member.pk for member in new]
        record(kind="passage.passed_on", by=by, subject_kind="passage", subject_id=passage.pk, members=ids)
    return len(new)


@transaction.atomic
def mark_seen(*, passage_id: int, member: Member, by: By) -> bool:
    """The member has seen what was brought to them; it leaves their Today."""
    waiting = PassedOn.objects.filter(passage_id=passage_id, member=member, seen_at=None)
    if not waiting.update(seen_at=now()):
        return False
    record(kind="passage.taken_in", by=by, subject_kind="passage", subject_id=passage_id, member=member.pk)
    return True
