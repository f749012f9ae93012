"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast


def a_contact(cast: Cast) -> dict[str, Any]:
    return {"contact_id": cast.contact.pk}


ACCESS = [
    Page("contact_forgetting", make=a_contact, member=404, manager=404, admin=200),
    Page("contact_copy", make=a_contact, method="post", member=404, manager=404, admin=200),
]
