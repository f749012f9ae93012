"""Keeps a letter that came in, as it came, before anybody looks into it. The same letter again changes nothing."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from wellserved.kit.blobs import blob_path, keep_blob
from wellserved.kit.clock import now
from wellserved.mail.models import Arrival

MOST_BYTES = 25 * 1024 * 1024
HEAD = 256 * 1024  # of a letter that is too large, this much is kept
_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)


def store_letter(*, raw: bytes, source: str, received_at: datetime | None = None, size: int | None = None) -> bool:
    """Keep it. True if it is new. `size`: how large it was where it came from, if only a part of it is given.

    The bytes are durable before the row is written, and the row is committed when this returns (unless the caller
    has a transaction open): only then may the letter be taken from where it lay.
    """
    whole = max(len(raw), size or 0)
    cut = whole > MOST_BYTES
    kept = raw[:HEAD] if cut else raw
    key = key_of(raw if not cut else kept + str(whole).encode())
    if Arrival.objects.filter(key=key).exists():
        return False
    digest = keep_blob(letters_root(), kept)
    with transaction.atomic():
        _, made = Arrival.objects.get_or_create(
            key=key,
            defaults={
                "source": source,
                "sha256": digest,
                "size": whole,
                "cut": cut,
                "received_at": received_at or now(),
            },
        )
    return made


def key_of(raw: bytes) -> str:
    """What makes two copies one letter: Message-ID and content. The headers that each way adds are left out.

    A Message-ID alone would not do: whoever guesses or repeats one could make another letter vanish.
    """
    head, _, body = raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw[: 1 << 20] else b"\n\n")
    found = _MESSAGE_ID.search(head)
    if found is None:
        return hashlib.sha256(raw).hexdigest()
    content = body.replace(b"\r\n", b"\n").strip()
    sender = re.search(rb"^from:[^\r\n]*", head, re.IGNORECASE | re.MULTILINE)
    parts = (found[1], sender[0] if sender else b"", hashlib.sha256(content).digest())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def letters_root() -> Path:
    return Path(settings.FILES_ROOT) / "letters"


def raw_path(arrival: Arrival) -> Path:
    """Where the letter lies as it came."""
    return blob_path(letters_root(), arrival.sha256)
