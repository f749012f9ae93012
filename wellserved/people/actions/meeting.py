"""One person, team or client looked up by hand: found, or made when new, with an entry in the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.people.actions.resolving import Resolver
from wellserved.people.models import Client, Contact, Member, Team

T = TypeVar("T")


def find_or_create_client(*, name: str, kind: str = "external", by: By = SYSTEM) -> Client:
    return _alone(by, lambda resolver: resolver.client(name, kind))


def find_or_create_team(*, name: str, by: By = SYSTEM) -> Team:
    return _alone(by, lambda resolver: resolver.team(name))


def find_or_create_member(*, name_or_email: str, team: Team | None = None, by: By = SYSTEM) -> Member:
    return _alone(by, lambda resolver: resolver.member(name_or_email, team))


def find_or_create_contact(
    *,
    client: Client | None,
    name: str = "",
    email: str = "",
    language: str = "",
    timezone: str = "",
    by: By = SYSTEM,
) -> Contact:
    return _alone(
        by,
        lambda resolver: resolver.contact(client=client, name=name, email=email, language=language, timezone=timezone),
    )


def _alone(by: By, look: Callable[[Resolver], T]) -> T:
    """One person looked up by hand: its own transaction, and an entry if anything was made."""
    resolver = Resolver(by, size=4)
    with transaction.atomic():
        found = look(resolver)
        if resolver.created:
            record(kind="people.resolved", by=by, **dict[str, Any](resolver.created))
    return found
