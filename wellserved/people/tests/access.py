"""Who may enter the pages of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.people.models import Customer


def a_client(cast: Cast) -> dict[str, Any]:
    return {"client_id": cast.biology.pk}


def a_contact(cast: Cast) -> dict[str, Any]:
    return {"contact_id": cast.contact.pk}


def the_desk(cast: Cast) -> dict[str, Any]:
    return {"team_id": cast.desk.pk}


def another_team(cast: Cast) -> dict[str, Any]:
    return {"team_id": cast.networks.pk}


def a_customer_of_the_desk(cast: Cast) -> dict[str, Any]:
    Customer.objects.create(team=cast.desk, client=cast.biology)
    return {"team_id": cast.desk.pk, "client_id": cast.biology.pk}


def one(who: str) -> Callable[[Cast], dict[str, Any]]:
    return lambda cast: {"member_id": getattr(cast, who).pk}


def placed(team: str, who: str) -> Callable[[Cast], dict[str, Any]]:
    return lambda cast: {"team_id": getattr(cast, team).pk, "member_id": getattr(cast, who).pk}


ACCESS = [
    Page("api:read_service_map", public=True, nobody=401),
    Page("api:put_service_map", public=True, method="put", nobody=401),
    Page("clients"),
    Page("client", make=a_client),
    Page("client_new", member=404, lead=200),
    Page("client_edit", make=a_client, member=404, lead=200),
    Page("contacts"),
    Page("contact", make=a_contact),
    Page("contact_new", member=404, lead=200),
    Page("contact_edit", make=a_contact, member=404, lead=200),
    Page("contact_opt_out", make=a_contact, method="post", member=404, lead=302),
    Page("contact_trust", make=a_contact, method="post", member=404, lead=302),
    Page("contact_opt_in", make=a_contact, method="post", member=404, lead=302),
    Page("contacts_import", member=404, manager=200),
    Page("teams"),
    Page("team", make=the_desk),
    Page("team_new", member=404, manager=200),
    Page("team_edit", make=the_desk, member=404, manager=200),
    Page("team_archive", make=the_desk, method="post", member=404, manager=302),
    Page("team_restore", make=the_desk, method="post", member=404, manager=302),
    # A lead says who is in their own team, and in no other.
    Page("team_join", make=the_desk, method="post", member=404, lead=302),
    Page("team_join", make=another_team, method="post", member=404, lead=404, manager=302),
    Page("team_leave", make=placed("desk", "member"), method="post", member=404, lead=302),
    Page("team_leave", make=placed("networks", "outsider"), method="post", member=404, lead=404, manager=302),
    Page("team_lead", make=placed("desk", "member"), method="post", member=404, manager=302),
    Page("service_map"),
    Page("service_map_sheet"),
    Page("service_map_import", member=404, manager=200),
    Page("team_customers", make=the_desk),
    Page("customer_add", make=the_desk, method="post", data={"client": "Chemistry"}, member=404, lead=302),
    Page("customer_add", make=another_team, method="post", data={"client": "Chemistry"}, member=404, manager=302),
    Page("customer_remove", make=a_customer_of_the_desk, method="post", member=404, lead=302),
    Page("members"),
    Page("member", make=one("member")),
    Page("member_new", member=404, manager=200),
    # A manager edits those who may do less; only admins edit managers and admins.
    Page("member_edit", make=one("member"), member=404, manager=200),
    Page("member_edit", make=one("manager"), member=404, manager=404, admin=200),
    # One says of oneself that one is served, too; or whoever may edit the member does.
    Page("member_contact", make=one("member"), method="post", outsider=404, member=302, lead=404, manager=302),
    Page("member_no_contact", make=one("member"), method="post", outsider=404, member=302, lead=404, manager=302),
    Page("member_leave", make=one("member"), method="post", member=404, outsider=404, lead=404, manager=302),
    Page("member_leave", make=one("admin"), method="post", member=404, manager=404, admin=302),
    Page("member_return", make=one("member"), method="post", member=404, manager=302),
    Page("member_invite", make=one("member"), method="post", member=404, manager=404, admin=200),
    Page("member_role", make=one("member"), method="post", member=404, manager=404, admin=302),
    Page("members_import", member=404, manager=200),
]
