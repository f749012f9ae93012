"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.selfchecks.actions import make_check
from wellserved.selfchecks.tests.checks import said


def the_desk(cast: Cast) -> dict[str, Any]:
    return {"team_id": cast.desk.pk}


def the_members_check(cast: Cast) -> dict[str, Any]:
    return {"pk": make_check(member=cast.member, team=cast.desk, said=said(), by=cast.admin_by).pk}


ACCESS = [
    # Whoever is in one team alone is sent straight to it.
    Page("selfchecks", member=302, manager=200),
    Page("selfcheck_team", make=the_desk, outsider=404),
    # Only who is in the team can say how its service is.
    Page("selfcheck", make=the_desk, outsider=404, lead=200, manager=404),
    # Nobody above can open somebody's check for them.
    Page("selfcheck_open", make=the_members_check, method="post", member=302, outsider=404, lead=404),
]
