"""Where a page of an API's list ended: a moment and a number. Rows that are added meanwhile make nothing come twice."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from wellserved.kit.clock import within_reach
from wellserved.kit.problems import Problem

Row = TypeVar("Row", bound=Model)


def cursor_after(at: datetime, pk: int) -> str:
    """What the caller hands back to go on after this row."""
    return base64.urlsafe_b64encode(f"{at.isoformat()}~{pk}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, int]:
    """The moment and the number. Raises Problem for what is no cursor of ours."""
    try:
        at, _, pk = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition("~")
        moment, number = datetime.fromisoformat(at), int(pk)
        if moment.tzinfo is None or not 0 <= number < 2**63:
            raise ValueError
    except (ValueError, binascii.Error):
        raise Problem(422, "This cursor is none of ours. Start again without one.") from None
    return within_reach(moment), number


def older_than(found: QuerySet[Row], cursor: str, field: str) -> QuerySet[Row]:
    """Of rows that stand newest first by this field: those after the cursor, or all without one."""
    if not cursor:
        return found
    at, pk = read_cursor(cursor)
    return found.filter(Q(**{f"{field}__lt": at}) | Q(**{field: at, "pk__lt": pk}), **{f"{field}__lte": at})
