"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.confidences.tests.world import a_ticket
from wellserved.kit.clock import local_day, now
from wellserved.surveys.rules.confiding import quarter_of


def this_quarter() -> str:
    return quarter_of(local_day(now(), "UTC"))


def the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.desk.pk}


ACCESS = [
    Page("confide", make=lambda cast: {"token": a_ticket(cast.desk.pk, this_quarter())}, nobody=200, public=True),
    Page("confide", make=lambda cast: {"token": "x" * 40}, nobody=404, public=True),
    Page("confidences", member=404, lead=200),
    Page("in_confidence", member=404, lead=200),
    Page("team_in_confidence", make=the_desk, method="post", member=404, lead=302),
    Page("client_in_confidence", method="post", member=404),
    Page("api:read_confidential", nobody=401, public=True),
]
