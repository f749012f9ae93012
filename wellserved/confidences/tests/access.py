"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page
from wellserved.confidences.tests.world import a_ticket
from wellserved.kit.clock import local_day, now
from wellserved.surveys.rules.confiding import quarter_of


def this_quarter() -> str:
    return quarter_of(local_day(now(), "UTC"))


ACCESS = [
    Page("confide", make=lambda cast: {"token": a_ticket(cast.desk.pk, this_quarter())}, nobody=200, public=True),
    Page("confide", make=lambda cast: {"token": "x" * 40}, nobody=404, public=True),
]
