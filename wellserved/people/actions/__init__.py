"""Every way in which clients, contacts, teams and members change."""

from wellserved.people.actions.logins import create_admin
from wellserved.people.actions.resolving import (
    Resolver,
    find_or_create_client,
    find_or_create_contact,
    find_or_create_member,
    find_or_create_team,
)

__all__ = [
    "Resolver",
    "create_admin",
    "find_or_create_client",
    "find_or_create_contact",
    "find_or_create_member",
    "find_or_create_team",
]
