"""Keeping a file that somebody sent until it is read."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any


def keep_upload(file: Any, folder: Path) -> Path:
    """Write it, piece by piece, under a name of our own."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / secrets.token_hex(16)
    with path.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return path
