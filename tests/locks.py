"""A row is locked only inside a transaction of the code's own: the one that a test runs in hides it when there is none.

On PostgreSQL `select_for_update` outside a transaction is an error, and on SQLite it is nothing. In a test that is
undone at its end both go through, and the first to see it would be whoever uses the site.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models.sql.compiler import SQLCompiler

IF_THERE_IS_ONE = {"journal.Cursor"}  # locked by whoever pulls inside a transaction, and knowingly not by others


class NoTransactionError(AssertionError):
    """A lock that would hold nothing."""


@pytest.fixture(scope="session", autouse=True)
def locks_are_held() -> Any:
    """From the first test to the last, on both databases."""
    execute = SQLCompiler.execute_sql

    def watched(compiler: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        if getattr(compiler.query, "select_for_update", False) and not _in_a_transaction(compiler.connection):
            table = compiler.query.get_meta().label
            if table not in IF_THERE_IS_ONE:
                raise NoTransactionError(f"{table} is locked outside a transaction: wrap it in transaction.atomic()")
        return execute(compiler, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "execute_sql", watched)
        yield


def _in_a_transaction(connection: Any) -> bool:
    """Whether one is open that no test has opened for itself."""
    blocks: list[transaction.Atomic] = connection.atomic_blocks
    return any(not getattr(block, "_from_testcase", False) for block in blocks)
