"""Many rows read at once, past the ORM, which looks at each value of each row by itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection


def asked(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """The rows of a query in words of SQL."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def among(kind: str) -> str:
    """SQL for being one of a list, which is one parameter however long: `listed` of the values, of this type."""
    return "IN (SELECT value FROM json_each(%s))" if connection.vendor == "sqlite" else f"= ANY(%s::{kind}[])"


def listed(values: Collection[Any]) -> Any:
    return json.dumps([*values]) if connection.vendor == "sqlite" else [*values]


def as_moments(column: Sequence[datetime | None]) -> Sequence[datetime | None]:
    """A column of moments as it was read; SQLite keeps them in UTC without saying so."""
    return [it and (it if it.tzinfo else it.replace(tzinfo=UTC)) for it in column]
