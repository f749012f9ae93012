"""The service map over REST: read it, or set it anew as a whole."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema
from pydantic import ConfigDict

from wellserved.kit.problems import Problem
from wellserved.people.actions.mapping import LinesRefusedError, replace_service_map
from wellserved.people.actors import actor_of_token
from wellserved.people.customers import map_lines
from wellserved.people.shapes import MapLine

router = Router(tags=["service map"])
MOST = 5_000
SHOWN = 200


class LineBody(Schema):
    """One line of the service map: a team serves a customer."""

    model_config = ConfigDict(extra="forbid")
    team: str = Field(max_length=400, description="The team that serves, by name. It must be there already.")
    customer: str = Field(
        max_length=600, description="Whom it serves: one of our own teams, or a client. A new name makes a new client."
    )
    kind: Literal["", "team", "internal", "external"] = Field(
        "", description="team: one of our own. internal or external: what a new client is. Empty: found by the name."
    )
    what_for: str = Field("", max_length=600, description="A few words, such as passwords and accounts.")


class MapBody(Schema):
    """The whole service map."""

    model_config = ConfigDict(extra="forbid")
    lines: list[LineBody] = Field(max_length=MOST, description="Every line, 5,000 at most.")


class LineOut(Schema):
    """One line of the service map."""

    team: str = Field(description="The team that serves.")
    customer: str = Field(description="Whom it serves.")
    kind: str = Field(description="team (one of our own), internal or external.")
    what_for: str = Field(description="What for, in a few words; may be empty.")


class MapOut(Schema):
    """The whole service map."""

    lines: list[LineOut] = Field(description="Every line, by team and customer.")


class ReplacedOut(Schema):
    """What setting the map anew came to."""

    added: int = Field(description="Lines that were not there before.")
    changed: int = Field(description="Lines that say anew what for.")
    removed: int = Field(description="Lines that are gone.")


@router.get("/service-map", response=MapOut, operation_id="read_service_map", summary="Who serves whom")
def read_service_map(request: HttpRequest) -> dict[str, Any]:
    """Every line of the service map, teams that serve no more left out."""
    return {"lines": map_lines(actor_of_token(request.auth))}  # type: ignore[attr-defined]


@router.put(
    "/service-map", response=ReplacedOut, operation_id="replace_service_map", summary="Say anew who serves whom"
)
def put_service_map(request: HttpRequest, body: MapBody) -> dict[str, int]:
    """The map is then exactly these lines. If one of them cannot be, nothing is changed, and all such are named.

    What was done for somebody stays, whether or not they are on the map.
    """
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not change the service map. A manager's or an admin's key may.")
    lines = [MapLine(line.team, line.customer, line.kind, line.what_for) for line in body.lines]
    try:
        done = replace_service_map(lines=lines, by=actor.by)
    except LinesRefusedError as refused:
        errors = [{"pointer": f"/lines/{index}", "detail": why} for index, why in refused.problems[:SHOWN]]
        raise Problem(422, "Nothing was changed: some lines cannot stand on the map.", errors=errors) from None
    return {what: done[what] for what in ("added", "changed", "removed")}
