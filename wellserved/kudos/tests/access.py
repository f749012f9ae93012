"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page
from wellserved.doors.tests.access import by

ACCESS = [
    Page("thank", make=by("thanks"), nobody=200, public=True),
    Page("kudos"),
    Page("kudos_listing", method="post", member=302),
]
