"""What is known of what happened: pieces of service, words and letters on the case, notes, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wellserved.cases.models import Case, CasePhoto, Message, Note
from wellserved.cases.queries.cases import cases_worked_by
from wellserved.explanations.models import Evidence, Explanation
from wellserved.interactions.models import Interaction
from wellserved.interactions.queries import interactions_visible_to
from wellserved.kit.text import beginning, clean_text
from wellserved.people.shapes import Actor

LOOKED_BACK, MOST, LETTERS = timedelta(days=90), 40, 200
Kind = Evidence.Kind


@dataclass(frozen=True)
class Known:
    """One thing that could stand on the timeline."""

    kind: str
    source_id: int
    at: datetime
    sentence: str
    blob_id: int | None = None


def known_about(explanation: Explanation, actor: Actor) -> list[Known]:
    """All that this person may see of it, oldest first. What stands on the case only for who works on it."""
    found = list(_interactions(explanation, actor))
    if explanation.case and cases_worked_by(actor).filter(pk=explanation.case.pk).exists():
        found += [*_words(explanation.case), *_notes(explanation.case), *_photos(explanation.case)]
    return sorted(found, key=lambda one: (one.at, one.kind, one.source_id))


def evidence_of(explanation: Explanation) -> list[Evidence]:
    """The timeline."""
    rows = Evidence.objects.filter(explanation=explanation, gone=False).select_related("blob", "member")
    return list(rows.order_by("at", "pk"))


def _interactions(explanation: Explanation, actor: Actor) -> Iterator[Known]:
    """The one it is about, and what the same person had from us in the three months before and since."""
    visible = interactions_visible_to(actor).select_related("service")
    rows: dict[int, Interaction] = {}
    if explanation.interaction_id:
        rows |= {row.pk: row for row in visible.filter(pk=explanation.interaction_id)}
    if explanation.contact_id:
        since = explanation.created_at - LOOKED_BACK
        recent = visible.filter(closed_at__gte=since, contact_id=explanation.contact_id)
        rows |= {row.pk: row for row in recent.order_by("-closed_at")[:MOST]}
    for row in rows.values():
        at = row.opened_at or row.scheduled_at or row.closed_at or row.created_at
        what = row.subject or (row.service.name if row.service else "") or "A piece of service"
        where = f", {row.place}" if row.place else ""
        yield Known(Kind.INTERACTION, row.pk, at, beginning(clean_text(what + where), LETTERS))


def _words(case: Case) -> Iterator[Known]:
    for row in Message.objects.filter(case=case).select_related("member").order_by("at", "pk")[:MOST]:
        said = beginning(clean_text(row.words), LETTERS)
        if not said:
            continue
        who = f"{row.member.first_name} wrote: " if row.member else "You wrote: "
        kind = Kind.LETTER if row.arrived_id or row.letter_id else Kind.MESSAGE
        yield Known(kind, row.pk, row.at, f"{who}{said}")


def _notes(case: Case) -> Iterator[Known]:
    for row in Note.objects.filter(case=case).order_by("at", "pk")[:MOST]:
        yield Known(Kind.NOTE, row.pk, row.at, beginning(clean_text(row.words), LETTERS))


def _photos(case: Case) -> Iterator[Known]:
    for row in CasePhoto.objects.filter(case=case).order_by("pk")[:MOST]:
        whose = "A picture that you sent" if row.by_contact else "A picture that we took"
        yield Known(Kind.FILE, row.pk, row.added_at, whose, blob_id=row.blob_id)
