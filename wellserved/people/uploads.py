"""A file between its first look and the import: kept under the installation's home for a day at most."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

BYTES_AT_MOST = 10_000_000
KEPT_SECONDS = 24 * 3600
SALT = "people upload"


def keep_upload(upload: UploadedFile, account_id: int) -> str:  # type: ignore[type-arg]
    """Store the file; the ticket that is returned opens it again, for this account only."""
    if (upload.size or 0) > BYTES_AT_MOST:
        raise ValueError("The file is larger than 10 MB. Nothing was kept. Send it in parts.")
    _sweep()
    name = uuid4().hex
    with (_folder() / name).open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return signing.dumps([name, account_id], salt=SALT)


def kept_upload(ticket: str, account_id: int) -> Path:
    """The file of a ticket. A ValueError if it is gone, or another's."""
    try:
        name, owner = signing.loads(ticket, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        name, owner = "", None
    path = _folder() / str(name)
    if owner != account_id or not name or not path.is_file():
        raise ValueError("This file is not here any more. Nothing was changed. Please choose it again.")
    return path


def _folder() -> Path:
    folder = Path(settings.HOME) / "uploads" / "people"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _sweep() -> None:
    for path in _folder().iterdir():
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
