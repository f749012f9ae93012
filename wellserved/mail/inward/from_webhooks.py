"""A letter that a provider's webhook brought becomes bytes again, and is kept like one from the mailbox."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings

from wellserved.mail.inward.storing import store_letter


def keep_letter(sender: object, event: Any, esp_name: str, **given: object) -> None:  # noqa: ARG001
    """Anymail calls this before it answers the provider: an error here lets the provider try again."""
    message = event.message
    for number, part in enumerate(list(message.walk())):
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            # Chance would choose another mark each time, and the same letter sent again would be another.
            part.set_boundary(_mark(f"{message.get('Message-ID', '')}:{message.get('Subject', '')}:{number}"))
    raw = message.as_bytes()
    recipient = str(getattr(message, "envelope_recipient", None) or "")
    if recipient.isascii() and recipient.isprintable() and " " not in recipient:
        raw = f"X-Original-To: {recipient}\r\n".encode() + raw
    store_letter(raw=raw, source=esp_name.lower().replace(" ", "-")[:30])


def _mark(of: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), of.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
    return f"=-{digest[:40]}"
