"""Interactions over REST."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Router
from pydantic import TypeAdapter, ValidationError

from wellserved.interactions.actions import upsert_interactions
from wellserved.interactions.api.bodies import InteractionBody, InteractionOut, ReportBody, body_of, inlined, shape_of
from wellserved.interactions.queries import interactions_visible_to
from wellserved.interactions.rules import can_be_kept
from wellserved.interactions.shapes import InteractionIn
from wellserved.kit.collecting import collecting_seldom
from wellserved.kit.problems import Problem
from wellserved.people.actors import actor_of_token
from wellserved.people.shapes import Actor

router = Router(tags=["interactions"])
MOST = 500
SEVERAL = TypeAdapter(list[InteractionBody])
ONE = inlined(InteractionBody)
MANY = {"type": "array", "items": ONE, "maxItems": MOST, "title": "Several"}
WRAPPED = {
    "type": "object",
    "title": "Wrapped",
    "required": ["interactions"],
    "properties": {"interactions": {**MANY, "description": "The interactions."}},
}
REQUEST = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"anyOf": [ONE, MANY, WRAPPED]}}}}
}


@router.post(
    "/interactions",
    response={200: ReportBody},
    operation_id="bring_interactions",
    summary="Create or update interactions",
    openapi_extra=REQUEST,
)
@collecting_seldom()
def bring_interactions(request: HttpRequest) -> dict[str, Any]:
    """One interaction, a list of up to 500, or {"interactions": […]}. What is wrong with one stops no other.

    Sending the same again changes nothing.
    """
    actor = writer(request)
    items, alone = _items(request)
    rows: list[tuple[int, InteractionIn]] = []
    rejected: list[tuple[int, str]] = []
    try:
        rows = list(enumerate(map(shape_of, SEVERAL.validate_python(items))))
    except ValueError:  # at least one of them is wrong; which, is found out one by one
        for index, item in enumerate(items):
            try:
                rows.append((index, shape_of(InteractionBody.model_validate(item))))
            except ValidationError as error:
                rejected.append((index, _said(error)))
            except ValueError as error:
                rejected.append((index, str(error)))
    report = upsert_interactions(rows=rows, by=actor.by)
    rejected = sorted(rejected + report.rejected)
    answer = {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [
            {"index": index, "external_id": _external_id(items[index]), "reason": reason} for index, reason in rejected
        ],
    }
    if alone and rejected:
        raise Problem(422, f"It was not saved. {rejected[0][1]}", **answer)
    return answer


@router.get(
    "/interactions/{source}/{path:external_id}",
    response=InteractionOut,
    operation_id="read_interaction",
    summary="One interaction",
)
def read_interaction(
    request: HttpRequest,
    source: str = Path(..., description="Where it comes from."),  # type: ignore[type-arg]
    external_id: str = Path(..., description="Its number there."),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """By its source and external id, as it is now."""
    if not can_be_kept(source + external_id):
        raise Http404
    found = (
        interactions_visible_to(actor_of_token(request.auth))  # type: ignore[attr-defined]
        .filter(source=source, external_id=external_id)
        .select_related("service", "team", "client", "contact")
        .first()
    )
    if found is None:
        raise Http404("There is no interaction with this source and external id.")
    return body_of(found)


def writer(request: HttpRequest) -> Actor:
    """The actor, if this key may write: those of managers and admins may."""
    actor = actor_of_token(request.auth)  # type: ignore[attr-defined]
    if not actor.sees_all:
        raise Problem(403, "This key may not bring interactions in. A manager's or an admin's key may.")
    return actor


def _items(request: HttpRequest) -> tuple[list[Any], bool]:
    """What was sent, as a list; and whether it was one object alone."""
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem(400, "The body is not valid JSON. Nothing was saved.") from None
    if isinstance(body, dict) and isinstance(body.get("interactions"), list):
        body = body["interactions"]
    if isinstance(body, dict):
        return [body], True
    if not isinstance(body, list):
        raise Problem(422, "Send one interaction, or a list of them. Nothing was saved.")
    if len(body) > MOST:
        raise Problem(413, f"{len(body)} interactions came at once; {MOST} is the most. Nothing was saved.")
    return body, False


def _said(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}." if where else f"{first['msg']}."


def _external_id(item: Any) -> str | None:
    value = item.get("external_id") if isinstance(item, dict) else None
    return str(value)[:120] if isinstance(value, str | int) else None
