"""Every way in which clients, contacts, teams and members change."""

from wellserved.people.actions.bouncing import trust_address
from wellserved.people.actions.clients import add_client, edit_client
from wellserved.people.actions.contacts import add_contact, edit_contact
from wellserved.people.actions.logins import change_role, create_admin, invite_member
from wellserved.people.actions.mapping import add_customer, client_of_team, remove_customer, replace_service_map
from wellserved.people.actions.meeting import (
    find_or_create_client,
    find_or_create_contact,
    find_or_create_member,
    find_or_create_team,
)
from wellserved.people.actions.members import add_member, come_back, edit_member, leave_house
from wellserved.people.actions.opting import opt_in_contact, opt_out_contact
from wellserved.people.actions.resolving import Resolver
from wellserved.people.actions.serving_members import contact_of_member, part_from_contact
from wellserved.people.actions.teams import (
    add_team,
    archive_team,
    join_team,
    leave_team,
    rename_team,
    restore_team,
    set_lead,
)

__all__ = [
    "Resolver",
    "add_client",
    "add_contact",
    "add_customer",
    "add_member",
    "add_team",
    "archive_team",
    "change_role",
    "client_of_team",
    "come_back",
    "contact_of_member",
    "create_admin",
    "edit_client",
    "edit_contact",
    "edit_member",
    "find_or_create_client",
    "find_or_create_contact",
    "find_or_create_member",
    "find_or_create_team",
    "invite_member",
    "join_team",
    "leave_house",
    "leave_team",
    "opt_in_contact",
    "opt_out_contact",
    "part_from_contact",
    "remove_customer",
    "rename_team",
    "replace_service_map",
    "restore_team",
    "set_lead",
    "trust_address",
]
