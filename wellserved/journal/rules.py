"""How entries are sealed: a hash over each, chained to the seal before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

Row = tuple[int, datetime, str, str, int | None, str, int | None, dict[str, Any]]
FIELDS = ("id", "at", "kind", "actor_kind", "actor_id", "subject_kind", "subject_id", "details")


def seal_over(before: bytes, rows: Iterable[Row]) -> tuple[int, bytes]:
    """How many rows, and the SHA-256 over the seal before them and over each row in order.

    The same on every database: times in UTC to the microsecond, details with their keys sorted.
    """
    digest, count = hashlib.sha256(before), 0
    for number, at, *rest in rows:
        line = [number, at.astimezone(UTC).isoformat(timespec="microseconds"), *rest]
        digest.update(json.dumps(line, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode() + b"\n")
        count += 1
    return count, digest.digest()
