"""An idea is written down, its evidence is laid beside it, its words are mended."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wellserved.improvements.models import Heard, Improvement
from wellserved.improvements.shapes import Evidence
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Member

LONGEST = 300
LONGEST_SENTENCE = 500


@transaction.atomic
def add_improvement(
    *,
    text: str,
    by: By,
    member: Member | None = None,
    more: str = "",
    evidence: Sequence[Evidence] = (),
    key: str | None = None,
) -> tuple[Improvement, bool]:
    """Write an idea down. The same key again is the same idea, and adds what evidence is new: False."""
    words = {"text": text[:LONGEST], "more": more, "added_by": member}
    if key is None:
        one, new = Improvement.objects.create(**words), True
    else:
        one, new = Improvement.objects.get_or_create(key=key, defaults=words)
    added = _lay(one, evidence, member)
    if new:
        record(kind="improvement.added", by=by, subject_kind="improvement", subject_id=one.pk, evidence=added)
    elif added:
        _journal_evidence(one.pk, added, by)
    return one, new


@transaction.atomic
def add_evidence(*, improvement_id: int, evidence: Sequence[Evidence], by: By, member: Member | None = None) -> int:
    """Lay evidence beside an idea; what lies there already is not laid there twice. How many were new."""
    one = Improvement.objects.select_for_update().get(pk=improvement_id)
    added = _lay(one, evidence, member)
    if added:
        _journal_evidence(one.pk, added, by)
    return added


@transaction.atomic
def change_words(*, improvement_id: int, text: str, more: str, by: By) -> Improvement:
    """Say it better."""
    one = Improvement.objects.select_for_update().get(pk=improvement_id)
    one.text, one.more = text[:LONGEST], more
    one.save(update_fields=["text", "more"])
    record(kind="improvement.changed", by=by, subject_kind="improvement", subject_id=one.pk)
    return one


def _lay(one: Improvement, evidence: Sequence[Evidence], member: Member | None) -> int:
    """The first sentence of a thing stays: a thing counts once, however often it is named."""
    first: dict[tuple[str, int], Evidence] = {}
    for piece in evidence:
        first.setdefault((piece.kind, piece.id), piece)
    there = set(one.heard.filter(kind__in={kind for kind, _ in first}).values_list("kind", "source_id"))
    fresh = [piece for named, piece in first.items() if named not in there]
    Heard.objects.bulk_create(
        (
            Heard(
                improvement=one,
                kind=piece.kind,
                source_id=piece.id,
                sentence=piece.sentence[:LONGEST_SENTENCE],
                quote=piece.quote,
                added_by=member,
            )
            for piece in fresh
        ),
        ignore_conflicts=True,
    )
    return len(fresh)


def _journal_evidence(improvement_id: int, added: int, by: By) -> None:
    record(
        kind="improvement.evidence_added", by=by, subject_kind="improvement", subject_id=improvement_id, pieces=added
    )
