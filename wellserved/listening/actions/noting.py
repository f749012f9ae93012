"""What a member notes in a call: copies of it come from several pages, late and more than once."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import F

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.models import Call, CallLine, Meeting, Sorted
from wellserved.listening.queries.calling import lines_of
from wellserved.listening.rules.merging import PROMISED, Line, merge

MOST_LINES, MOST_CHARACTERS = 2_000, 200_000  # of one call, tombstones too
FIELDS = ["question", "place", "text", "is_quote", "new_paragraph", "revision", "beside", "changed_at", "removed_at"]


class GoneError(ValueError):
    """The contact was erased, and what they said with them: nothing is noted any more."""


class StrayError(ValueError):
    """A line belongs to another call, or to a question that was not asked."""


class TooMuchError(ValueError):
    """That is more than one call keeps."""


@transaction.atomic
def note_in_call(*, call_id: int, lines: Iterable[Line], by: By) -> list[Line]:
    """Put a copy of the notes together with what is here: no word of either is lost. All lines, as they are now."""
    call = Call.objects.select_for_update(of=("self",)).select_related("round").get(pk=call_id)
    if call.contact_id is None:
        raise GoneError
    sent, asked = list(lines), {*range(len(call.round.questions)), PROMISED}
    before = {line.id: line for line in lines_of(call)}
    after = merge(before.values(), sent)
    strange = after.keys() - before.keys()
    if any(line.question not in asked for line in sent) or CallLine.objects.filter(pk__in=strange).exists():
        raise StrayError
    if len(after) > MOST_LINES or sum(len(line.text) for line in after.values()) > MOST_CHARACTERS:
        raise TooMuchError
    changed = [line for line in after.values() if before.get(line.id) != line]
    if changed:
        _keep(call, changed, strange)
        counts = {"added": sum(line.id in strange for line in changed)}
        counts["changed"] = len(changed) - counts["added"]
        record(kind="call.noted", by=by, subject_kind="call", subject_id=call.pk, round=call.round_id, **counts)
    return list(after.values())


def _keep(call: Call, changed: list[Line], strange: set[UUID]) -> None:
    moment = now()
    rows = [
        CallLine(
            id=line.id,
            call=call,
            question=line.question,
            place=line.place,
            text=line.text,
            is_quote=line.is_quote,
            new_paragraph=line.new_paragraph,
            revision=line.revision,
            beside=line.beside,
            created_at=moment,
            changed_at=moment,
            removed_at=moment if line.removed else None,
        )
        for line in changed
    ]
    CallLine.objects.bulk_create([row for row in rows if row.pk in strange], batch_size=500)
    CallLine.objects.bulk_update([row for row in rows if row.pk not in strange], FIELDS, batch_size=200)
    _stay_in_their_themes({row.pk: row.beside for row in rows if row.pk in strange and row.beside and row.text})


def _stay_in_their_themes(in_place_of: dict[UUID, UUID]) -> None:
    """Who changes a line of another page writes one of their own in its place: it lies where that one lay."""
    if not in_place_of:
        return
    lay = Sorted.objects.select_related("theme").filter(line__removed_at__isnull=False)
    known = {row.line_id: row for row in lay.filter(line_id__in=in_place_of.values())}
    for line_id, beside in in_place_of.items():
        if was := known.pop(beside, None):
            Sorted.objects.filter(pk=was.pk).update(line_id=line_id)
            Meeting.objects.filter(round=was.theme.round_id).update(version=F("version") + 1)
