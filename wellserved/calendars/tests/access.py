"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.calendars.actions.own import make_feed


def the_desk(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.desk.pk}


def a_feed(cast: Cast) -> dict[str, Any]:
    return {"token": make_feed(member_id=cast.member.pk, by=cast.admin_by)}


ACCESS = [
    Page("working_hours", member=404, admin=200),
    Page("working_hours_of_team", make=the_desk, member=404, admin=200),
    Page("working_hours_removal", make=the_desk, method="post", member=404, admin=302),
    Page("own_calendar"),
    Page("own_feed", method="post", data={"do": "make"}),
    Page("own_letters", method="post", data={"letters": "no"}, member=302),
    Page("own_link", method="post", member=422),
    Page("own_link_chosen", method="post", member=302),
    Page("own_link_removal", method="post", member=302),
    Page("calendar_feed", make=a_feed, nobody=200, public=True),
    Page("calendar_feed", make=lambda cast: {"token": "x" * 32}, nobody=404, public=True),
]
