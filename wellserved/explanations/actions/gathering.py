"""Evidence: pulled in, written by hand, picked, set aside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from wellserved.explanations.actions.keeping import changed, held
from wellserved.explanations.models import Evidence, Explanation
from wellserved.explanations.queries.evidence import known_about
from wellserved.files.actions import store_photo
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now, within_reach
from wellserved.kit.text import beginning, clean_text
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

MOST = 120
LONGEST = 290


class TooMuchError(ValueError):
    """The timeline is full; says so in plain words."""


@dataclass(frozen=True)
class Line:
    """What the writer says about one thing on the timeline."""

    picked: bool
    sentence: str


@transaction.atomic
def pull_evidence(*, explanation_id: int, actor: Actor) -> int:
    """Look again for what is known. How much is new; what was set aside stays so."""
    one = held(explanation_id)
    found = pull(one, actor)
    if found:
        record(
            kind="explanation.evidence_pulled",
            by=actor.by,
            subject_kind="explanation",
            subject_id=one.pk,
            evidence=found,
        )
    return found


def pull(explanation: Explanation, actor: Actor) -> int:
    """In the transaction of its caller. Nothing of it stands on the page before somebody picks it."""
    rows = explanation.evidence.all()
    here = {(row.kind, row.source_id) for row in rows if row.source_id}
    here |= {(_other(kind), source) for kind, source in here}
    room = MOST - len(rows)
    new = [one for one in known_about(explanation, actor) if (one.kind, one.source_id) not in here][: max(room, 0)]
    Evidence.objects.bulk_create(
        [
            Evidence(
                explanation=explanation,
                kind=one.kind,
                source_id=one.source_id,
                at=within_reach(one.at),
                sentence=one.sentence[:LONGEST],
                blob_id=one.blob_id,
            )
            for one in new
        ]
    )
    return len(new)


@transaction.atomic
def pick_evidence(*, explanation_id: int, lines: Mapping[int, Line], by: By) -> int:
    """What stands on the page, and in which words. How many lines are different now."""
    one = held(explanation_id)
    different = []
    for row in Evidence.objects.filter(explanation=one, pk__in=list(lines), gone=False):
        said = lines[row.pk]
        sentence = beginning(clean_text(said.sentence), LONGEST) or row.sentence
        if (row.picked, row.sentence) != (said.picked, sentence):
            row.picked, row.sentence = said.picked, sentence
            different.append(row)
    if different:
        Evidence.objects.bulk_update(different, ["picked", "sentence"])
        changed(one)
        _record("explanation.evidence_picked", one, by, evidence=len(different))
    return len(different)


@transaction.atomic
def add_line(
    *, explanation_id: int, at: datetime, sentence: str, minutes: int | None, member: Member, by: By
) -> Evidence:
    """Written by hand: what no system knows, such as time that somebody spent. It is picked at once."""
    one = held(explanation_id)
    _check_room(one)
    row = Evidence.objects.create(
        explanation=one,
        kind=Evidence.Kind.TIME if minutes else Evidence.Kind.LINE,
        at=within_reach(at),
        sentence=beginning(clean_text(sentence), LONGEST),
        minutes=minutes,
        picked=True,
        member=member,
    )
    changed(one)
    _record("explanation.evidence_added", one, by, what=row.kind)
    return row


def add_picture(*, explanation_id: int, upload: UploadedFile[Any], words: str, member: Member, by: By) -> Evidence:
    """A picture with what it shows. PhotoRefusedError in plain words; drawn anew before anything is held."""
    blob = store_photo(upload=upload)
    with transaction.atomic():
        one = held(explanation_id)
        _check_room(one)
        row = Evidence.objects.create(
            explanation=one,
            kind=Evidence.Kind.FILE,
            at=now(),
            sentence=beginning(clean_text(words), LONGEST),
            blob=blob,
            picked=True,
            member=member,
        )
        changed(one)
        _record("explanation.evidence_added", one, by, what=row.kind)
    return row


@transaction.atomic
def set_evidence_aside(*, explanation_id: int, evidence_id: int, by: By) -> bool:
    """It is off the timeline, and does not come back when evidence is pulled in again."""
    one = held(explanation_id)
    row = Evidence.objects.filter(explanation=one, pk=evidence_id, gone=False).first()
    if row is None:
        return False
    was_picked = row.picked
    row.gone, row.picked = True, False
    row.save(update_fields=["gone", "picked"])
    if was_picked:
        changed(one)
    _record("explanation.evidence_set_aside", one, by, what=row.kind)
    return True


def _other(kind: str) -> str:
    """The same words come as a message or, once their letter is known, as a letter."""
    return {Evidence.Kind.LETTER: Evidence.Kind.MESSAGE, Evidence.Kind.MESSAGE: Evidence.Kind.LETTER}.get(
        Evidence.Kind(kind), kind
    )


def _check_room(one: Explanation) -> None:
    if one.evidence.count() >= MOST:
        raise TooMuchError(f"The timeline holds {MOST} things. Set some aside; nothing was added.")


def _record(kind: str, one: Explanation, by: By, **details: Any) -> None:
    record(kind=kind, by=by, subject_kind="explanation", subject_id=one.pk, **details)
