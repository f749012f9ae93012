"""Empties the tables between tests that commit, without making every file of the database anew.

Django truncates all tables after each such test, which on PostgreSQL writes a new file for every table and index, and
then makes content types and permissions that nothing here uses. Nearly all tables are empty: the others are deleted
from, with the triggers of foreign keys asleep.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models.signals import post_migrate


def _delete_what_is_there(
    operations: Any,
    style: Any,
    tables: Iterable[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    quoted = [operations.quote_name(table) for table in tables]
    if not quoted:
        return []
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in quoted)
    with operations.connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [row[0] for row in cursor.fetchall()]
    return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in filled)]


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_quickly() -> None:
    DatabaseOperations.sql_flush = _delete_what_is_there  # type: ignore[method-assign,assignment]
    post_migrate.disconnect(create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)
