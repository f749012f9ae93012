"""How programs name a team, a client or a service: by its name, or by its number."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from ninja import Field, Schema

from wellserved.people.rules import fold


class TeamAndService(Schema):
    """What an address may narrow its figures to."""

    team: str = Field("", max_length=300, description="A team, by its name or its number.")
    service: str = Field("", max_length=300, description="A service, by its name or its number.")


def meant(things: QuerySet[Any], wanted: str, what: str) -> int | None:
    """The number of what was named; a name goes before a number, since a team may be called 42."""
    wanted = wanted.strip()
    if not wanted:
        return None
    found = _first(things.filter(name_key=fold(wanted)))
    if found is None and wanted.isascii() and wanted.isdecimal() and len(wanted) < 18:
        found = _first(things.filter(pk=int(wanted)))
    if found is None:
        raise Http404(f"There is no {what} of that name or number, or this key may not see it.")
    return found


def _first(things: QuerySet[Model]) -> int | None:
    return things.values_list("pk", flat=True).first()
