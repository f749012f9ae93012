"""The installation's key, made once and kept in its home."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_key(home: Path) -> str:
    """The key that lies there; a new one if none does.

    It is written whole before it bears its name: two processes that start at once agree on one key, and a crash
    leaves none rather than an empty one.
    """
    path = home / "secret.key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=home, prefix=".secret.key-")  # readable by its owner alone
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
        Path(draft).unlink()
    return path.read_text().strip()
