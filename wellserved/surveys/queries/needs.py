"""Whether to ask somebody if they knew what we needed from them."""

from __future__ import annotations

from typing import Any

from wellserved.prepsheets.queries import knows, sheets_at_hand
from wellserved.surveys.choices import ACHIEVED_WORDS
from wellserved.surveys.shapes import Link


def asked_what_they_knew(link: Link, address: str) -> dict[str, Any]:
    """For the thank-you page: whether to ask, and the published sheet. No query where the service has no sheet."""
    sheet = sheets_at_hand.of(link.service_id) if link.service_id else None
    if sheet is None:
        return {}
    choices = [] if knows(link.id) else [(value, ACHIEVED_WORDS[value]) for value in (2, 1, 0)]
    return {"knowing": choices, "needs": address, "sheet": sheet.slug if sheet.published else ""}
