"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast


def the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.desk.pk}


ACCESS = [
    Page("working_hours", member=404, admin=200),
    Page("working_hours_of_team", make=the_desk, member=404, admin=200),
    Page("working_hours_removal", make=the_desk, method="post", member=404, admin=302),
]
