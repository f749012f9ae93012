"""How static files are named: with their hash once they are gathered, plainly before."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any


def fingerprint(package: Path) -> str:
    """Changes whenever a static file does: names, sizes and times of all of them."""
    seen = hashlib.sha256()
    for path in sorted(package.glob("*/static/**/*")):
        if path.is_file():
            told = path.stat()
            seen.update(f"{path.relative_to(package)} {told.st_size} {told.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:16]


def hashed_storages() -> dict[str, Any]:
    return {**_files(), "staticfiles": {"BACKEND": "wellserved.site.hashed.Hashed"}}


def plain_storages() -> dict[str, Any]:
    return {**_files(), "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def _files() -> dict[str, Any]:
    return {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
