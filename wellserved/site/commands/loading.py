"""Loading Django for a command, and ending one in plain words."""

from __future__ import annotations

import sys
from typing import NoReturn


def load_django() -> None:
    """Load the settings and the rooms."""
    import django

    django.setup(set_prefix=False)


def load_ready() -> None:
    """Load Django, and end with a word on what to do if the database is not there or not migrated."""
    load_django()
    from django.db import DatabaseError, connection

    from wellserved.site.preparing import pending_migrations

    try:
        connection.ensure_connection()
        pending = pending_migrations()
    except DatabaseError as error:
        give_up(f"The database cannot be reached: {str(error).strip()}. DATABASE_URL says where it is.")
    if pending:
        give_up("The database is not up to date. Run `wellserved prepare` (or `wellserved serve`) first.")


def give_up(words: str) -> NoReturn:
    sys.exit(words)
