"""Reading what is kept. Who may see it is decided by whoever asks."""

from __future__ import annotations

from typing import BinaryIO

from wellserved.files.actions import path_of
from wellserved.files.models import Blob


def open_blob(blob: Blob) -> BinaryIO:
    """Its bytes, to read. Raises FileNotFoundError when they are gone."""
    return path_of(blob.sha256).open("rb")
