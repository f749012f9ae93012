"""What a provider that carries our letters tells of them: they did not arrive, or nobody wanted them.

Whoever opened or clicked is none of our business: such events are not looked at.
"""

from __future__ import annotations

import re
from typing import Any

from anymail.signals import EventType, RejectReason
from django.db import transaction

from wellserved.kit.clock import now
from wellserved.mail.inward.bouncing import take_note_of_told_bounce, take_note_of_unwanted
from wellserved.mail.inward.reports import is_hard
from wellserved.mail.models import Letter

_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
_UNWANTED = {EventType.COMPLAINED, EventType.UNSUBSCRIBED}
_FAILED = {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}
_WISHED = {RejectReason.SPAM, RejectReason.UNSUBSCRIBED}  # of a letter that the provider did not even send


def hear_event(sender: object, event: Any, esp_name: str, **given: object) -> None:  # noqa: ARG001
    """Anymail calls this before it answers the provider: an error here lets the provider tell it again.

    Only what is told of a letter of ours, to whom it went, is believed: others may send by the same account.
    """
    kind, reason = event.event_type, event.reject_reason
    if kind not in _UNWANTED | _FAILED:
        return
    with transaction.atomic():
        letter = _letter_of(event)
        if letter is None:
            return
        if kind in _UNWANTED or (kind == EventType.REJECTED and reason in _WISHED):
            take_note_of_unwanted(letter, now())
        else:
            status = _status_in(event)
            for_good = is_hard("failed", status) or (not status and reason == RejectReason.INVALID)
            take_note_of_told_bounce(letter, for_good, status, now())


def _letter_of(event: Any) -> Letter | None:
    known = str(event.message_id or "")[:300]
    if not known or "\0" in known:
        return None
    found = Letter.objects.select_for_update().filter(carried_as=known[:200]).order_by("pk").first()
    found = found or Letter.objects.select_for_update().filter(message_id=known[:200]).order_by("pk").first()
    told = str(event.recipient or "").lower()
    return found if found is not None and told in ("", found.to_email.lower()) else None


def _status_in(event: Any) -> str:
    """The enhanced status (RFC 3463), such as 5.1.1, wherever the provider has put it."""
    for text in (event.mta_response, event.description):
        found = _STATUS.search(str(text or "")[:2000])
        if found:
            return found[1]
    return ""
