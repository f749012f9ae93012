"""An approved page leaves: as a PDF and a private link, as the link alone, or read aloud in a call."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wellserved.explanations.actions.keeping import held
from wellserved.explanations.models import Explanation, Sending
from wellserved.explanations.page import Page, page_of
from wellserved.explanations.printing import Printed, printed
from wellserved.explanations.queries.evidence import evidence_of
from wellserved.explanations.queries.explanations import approved_change, latest
from wellserved.explanations.queries.formats import format_of
from wellserved.explanations.rules.moving import NotNowError, check_sending
from wellserved.explanations.sending_letter import PURPOSE, write_sending
from wellserved.files.models import Blob
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.blobs import keep_blob
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.mail.composing import is_an_address
from wellserved.people.models import Member

LASTS = timedelta(days=365)  # the link
CHANNELS = ("pdf", "link", "aloud")


@dataclass(frozen=True)
class _Ready:
    moment: datetime
    seed: str
    page: Page
    printed: Printed
    changed: int


def send_explanation(
    *, explanation_id: int, channel: str, member: Member, by: By, moment: datetime | None = None
) -> Sending:
    """Exactly what was approved. NotNowError in plain words where it cannot leave; then nothing has.

    It is set before anything is locked; had it changed meanwhile, it would not be what was approved.
    """
    one = Explanation.objects.select_related("client", "contact", "team", "writer", "executive").get(pk=explanation_id)
    check_sending(state=one.state, approved=approved_change(one), changed=one.changed, problems=())
    ready = _ready(one, moment or now())
    blob = _kept(ready.printed.pdf) if not ready.printed.problems else None
    return _sent(ready, blob, explanation_id, channel if channel in CHANNELS else "pdf", member, by)


def token_of(sending: Sending) -> str:
    """What stands in the private link."""
    return derive_token(PURPOSE, sending.seed, settings.SECRET_KEY)


def _ready(one: Explanation, moment: datetime) -> _Ready:
    used = format_of(one.format)
    seed = secrets.token_hex(16)
    page = page_of(one, latest(one), evidence_of(one), used, moment)
    link = f"{settings.BASE_URL}/explanation/{derive_token(PURPOSE, seed, settings.SECRET_KEY)}"
    return _Ready(moment, seed, page, printed(page, used, link), one.changed)


@transaction.atomic
def _sent(ready: _Ready, blob: Blob | None, explanation_id: int, channel: str, member: Member, by: By) -> Sending:
    one = held(explanation_id)
    check_sending(
        state=one.state, approved=approved_change(one), changed=ready.changed, problems=ready.printed.problems
    )
    if one.changed != ready.changed:
        raise NotNowError("Nobody has approved it as it stands. Nothing was sent.")
    contact = one.contact
    if channel != "aloud" and (contact is None or not is_an_address(contact.email)):
        raise NotNowError("We have no address of theirs. Read it to them in a call, or add the address first.")
    moment = ready.moment
    sending = Sending.objects.create(
        explanation=one,
        seed=ready.seed,
        token_hash=hash_token(derive_token(PURPOSE, ready.seed, settings.SECRET_KEY)),
        version=one.version,
        format=one.format,
        channel=channel,
        language=one.language,
        contact=contact,
        client=one.client,
        page=ready.page.as_json(),
        pdf=blob,
        sent_by=member,
        sent_at=moment,
        expires_at=moment + LASTS,
    )
    if channel != "aloud" and contact is not None:
        sending.letter = write_sending(one, sending, contact, ready.printed.pdf if channel == "pdf" else b"")
        sending.save(update_fields=["letter"])
    one.state, one.sent_at = Explanation.State.SENT, moment
    one.save(update_fields=["state", "sent_at"])
    record(
        kind="explanation.sent",
        by=by,
        subject_kind="explanation",
        subject_id=one.pk,
        sending=sending.pk,
        channel=channel,
        format=one.format,
    )
    return sending


def _kept(pdf: bytes) -> Blob:
    """As it left; the bytes are durable before the row is."""
    digest = keep_blob(Path(settings.FILES_ROOT), pdf)
    kept = {"content_type": "application/pdf", "size": len(pdf)}
    blob, _ = Blob.objects.get_or_create(sha256=digest, defaults=kept)
    return blob
