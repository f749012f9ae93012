"""The text is written: every version is kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from wellserved.explanations.actions.keeping import changed, held
from wellserved.explanations.models import Explanation, Version
from wellserved.explanations.queries.formats import formats_for
from wellserved.explanations.shapes import EXTRAS, LONGEST, SECTIONS
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.languages import LANGUAGES
from wellserved.kit.text import clean_text
from wellserved.people.models import Contact, Member

TEXTS = (*SECTIONS, *EXTRAS)


@transaction.atomic
def write_version(
    *, explanation_id: int, texts: Mapping[str, str], title: str, format: str, writer: Member, by: By
) -> Explanation:
    """Keep what was written, in the format that was chosen. The same text again makes no new version."""
    one = held(explanation_id)
    before = Version.objects.get(explanation=one, number=one.version)
    said = {name: clean_text(texts.get(name, ""))[:LONGEST] for name in TEXTS}
    title = " ".join(clean_text(title).split())[:120] or before.title
    known = {known.key for known in formats_for(one.team_id)}
    chosen = format if format in known else one.format
    same_text = title == before.title and all(getattr(before, name) == said[name] for name in TEXTS)
    if same_text and chosen == one.format:
        return one
    if not same_text:
        one.version += 1
        Version.objects.create(explanation=one, number=one.version, title=title, writer=writer, **said)
    one.title, one.format = title, chosen
    changed(one)
    record(
        kind="explanation.written",
        by=by,
        subject_kind="explanation",
        subject_id=one.pk,
        version=one.version,
        format=one.format,
    )
    return one


@transaction.atomic
def address_explanation(
    *, explanation_id: int, contact: Contact | None, language: str, executive: Member | None, by: By
) -> Explanation:
    """Whom it is for, in which language, and who signs it."""
    one = held(explanation_id)
    spoken = language if language in LANGUAGES else one.language
    before = (one.contact_id, one.language, one.executive_id)
    one.contact, one.language, one.executive = contact, spoken, executive
    if contact and contact.client_id:
        one.client_id = contact.client_id
    if before != (one.contact_id, one.language, one.executive_id):
        changed(one)
        record(
            kind="explanation.addressed", by=by, subject_kind="explanation", subject_id=one.pk, contact=one.contact_id
        )
    return one
