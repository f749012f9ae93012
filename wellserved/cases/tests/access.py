"""Who may enter the pages of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.cases.actions.keeping import token_of
from wellserved.cases.actions.serving import reassign_contact
from wellserved.cases.models import Case
from wellserved.cases.tests.opened import a_case, about, acknowledged, answered, closed
from wellserved.doors.tests.access import by
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.links import make_link

Make = Callable[[Cast], dict[str, Any]]


def of(make: Callable[[Cast], Case], **more: Any) -> Make:
    return lambda cast: {"pk": make(cast).pk, **more}


def the_members_own(cast: Cast) -> Case:
    """Milo is on it."""
    case = a_case(cast)
    Case.objects.filter(pk=case.pk).update(owner=cast.member)
    return case


def about_the_lead(cast: Cast) -> Case:
    return a_case(cast, concerned=about(cast.lead))


def about_the_manager(cast: Cast) -> Case:
    return a_case(cast, concerned=about(cast.manager))


def about_the_member(cast: Cast) -> Case:
    return a_case(cast, concerned=about(cast.member))


def change_of_server(cast: Cast) -> Case:
    return a_case(cast, kind="change", concerned=about(cast.member))


def change_of_the_lead(cast: Cast) -> Case:
    return a_case(cast, kind="change", concerned=about(cast.lead))


def above(cast: Cast) -> Case:
    return answered(cast, a_case(cast, above_team=True), cast.manager)


def status_page(cast: Cast) -> dict[str, Any]:
    return {"token": token_of(a_case(cast).seed)}


def an_asks_link(cast: Cast) -> dict[str, Any]:
    return {"token": make_link(cast).token}


def a_reassignment(cast: Cast) -> dict[str, Any]:
    case = change_of_server(cast)
    row = reassign_contact(
        contact=cast.contact, away_from=cast.member, to=None, reason="", case=case, decided_by=cast.lead,
        by=cast.admin_by,
    )  # fmt: skip
    return {"pk": row.pk}


LED = {"member": 404, "lead": 302}
SEEN = {"member": 404, "lead": 200}
ACCESS = [
    Page("case_status", make=status_page, public=True, nobody=200),
    Page("case_status", make=lambda _: {"token": "x" * 32}, public=True, nobody=404),
    Page("case_status_photo", make=lambda cast: {**status_page(cast), "n": 1}, public=True, nobody=404),
    Page("complain_after_answer", make=an_asks_link, public=True, nobody=200),
    Page("complain_at_door", make=by("feedback"), public=True, nobody=200),
    Page("complain_at_door", make=by("kiosk"), public=True, nobody=404),
    Page("cases"),
    Page("case_new"),
    Page("second_chances"),
    Page("case_from_answer", make=lambda cast: {"pk": make_answer(cast).pk}, method="post", **LED),
    Page("case", make=of(a_case), **SEEN),
    Page("case", make=of(the_members_own), outsider=404),
    Page("case", make=of(about_the_member), **SEEN),
    Page("case", make=of(about_the_lead), member=404, lead=404, manager=200),
    Page("case", make=of(about_the_manager), member=404, manager=404, admin=200),
    Page("case", make=of(change_of_server), member=404, lead=200, manager=404),
    Page("case", make=of(change_of_the_lead), member=404, lead=404, manager=200, admin=404),
    Page("case", make=of(above), **SEEN),
    Page("case_acknowledgement", make=of(a_case), **SEEN),
    Page("case_investigation", make=of(lambda cast: acknowledged(cast, a_case(cast))), method="post", **LED),
    Page("case_answer", make=of(lambda cast: acknowledged(cast, a_case(cast))), **SEEN),
    Page("case_closure", make=of(lambda cast: answered(cast, a_case(cast))), **SEEN),
    Page(
        "case_closure",
        make=of(above),
        method="post",
        data={"cause": "process"},
        member=404,
        lead=404,
        manager=302,
        admin=404,
    ),
    Page("case_reopening", make=of(lambda cast: closed(cast, a_case(cast))), method="post", **LED),
    Page("case_question", make=of(a_case), **SEEN),
    Page("case_resuming", make=of(a_case), method="post", **LED),
    Page("case_reading", make=of(a_case), method="post", **LED),
    Page("case_notes", make=of(a_case), method="post", data={"words": "A word."}, **LED),
    Page("case_notes", make=of(the_members_own), method="post", data={"words": "A word."}, member=302, outsider=404),
    Page("case_promise", make=of(a_case), **SEEN),
    Page("case_owner", make=of(a_case), method="post", **LED),
    Page("case_owner", make=of(the_members_own), method="post", **LED),
    Page("case_classification", make=of(a_case), **SEEN),
    Page("case_reassignment", make=of(change_of_server), member=404, lead=200, manager=404),
    Page("case_photos", make=of(a_case), method="post", **LED),
    Page("case_photo", make=of(a_case, n=1), member=404),
    Page("reassignments"),
    Page("reassignment_ending", make=a_reassignment, method="post", member=404, lead=302, manager=404),
    Page("case_policy", member=404, manager=200),
    Page("case_policy_of_team", make=lambda cast: {"pk": cast.desk.pk}, member=404, manager=200),
    Page("case_policy_removal", make=lambda cast: {"pk": cast.desk.pk}, method="post", member=404, manager=302),
    Page("api:post_case", method="post", nobody=401, public=True),
    Page("api:get_cases", nobody=401, public=True),
    Page("api:get_case", make=lambda cast: {"id": a_case(cast).pk}, nobody=401, public=True),
]
