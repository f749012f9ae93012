"""What the REST API takes and gives for an interaction, every field described."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import BaseModel, ConfigDict
from pydantic.config import JsonDict

from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.interactions.times import read_moment

MOMENT: JsonDict = {"format": "date-time"}


class ContactBody(BaseModel):
    """The person served."""

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    name: str | None = Field(None, description="Their name.")
    email: str | None = Field(None, description="Where they are asked. The same address is the same contact.")
    language: str | None = Field(None, description="A language tag such as en or pt-br.")
    timezone: str | None = Field(None, description="A time zone such as Europe/Berlin.")


class InteractionBody(BaseModel):
    """One piece of service. Unknown people, teams, services and clients are created. What is left out stays."""

    # No Schema of ninja's, like what is given back: that is made to read models, and looks at each value twice.

    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    source: str = Field(
        description="Where it comes from, such as the help desk's name. With external_id it is the key."
    )
    external_id: str = Field(description="Its number there. The same source and external_id is the same interaction.")
    service: str | None = Field(None, description="What was asked for, such as Passwords.")
    channel: str | None = Field(None, description="How they came: phone, mail, desk, chat …")
    place: str | None = Field(None, description="Where it happened: a site, a desk, remote.")
    team: str | None = Field(None, description="The team that serves, by name.")
    members: list[str] | None = Field(
        None, description="Who served, by e-mail address or name. Frozen from the closing until it is reopened."
    )
    client: str | None = Field(None, description="The organisation or department that was served, by name.")
    contact: ContactBody | None = Field(None, description="The person served.")
    opened_at: str | None = Field(
        None, description="ISO 8601. Without an offset it is in the organisation's time zone.", json_schema_extra=MOMENT
    )
    closed_at: str | None = Field(
        None,
        description="ISO 8601. Set it to close; null reopens; left out, nothing changes.",
        json_schema_extra=MOMENT,
    )
    scheduled_at: str | None = Field(
        None, description="ISO 8601. When it is booked for, as an appointment is.", json_schema_extra=MOMENT
    )
    subject: str | None = Field(None, description="In a line, what it was about. Cut at 300 characters.")
    matters: bool | None = Field(None, description="This one matters a lot.")
    ask: Literal["yes", "no"] | None = Field(
        None, description="no: nobody is asked how it felt. yes: the rules decide, as they do if it was never said."
    )


class Rejected(Schema):
    """Something that could not land, and why."""

    index: int = Field(description="Its place in what was sent, from 0.")
    external_id: str | None = Field(description="Its external id, if it had one.")
    reason: str = Field(description="What is wrong with it, in a sentence.")


class ReportBody(Schema):
    """What became of the interactions sent."""

    created: int = Field(description="New ones.")
    updated: int = Field(description="Known ones that are different now.")
    unchanged: int = Field(description="Known ones about which nothing was new.")
    rejected: list[Rejected] = Field(description="Those that could not land. The others did.")


class ContactOut(Schema):
    """The person served."""

    name: str = Field(description="Their name; empty if unknown.")
    email: str = Field(description="Their address; empty if unknown.")
    language: str = Field(description="A language tag; empty if unknown.")
    timezone: str = Field(description="A time zone; empty if unknown.")


class InteractionOut(Schema):
    """One piece of service, as it is kept."""

    source: str = Field(description="Where it comes from.")
    external_id: str = Field(description="Its number there.")
    service: str | None = Field(description="What was asked for.")
    channel: str = Field(description="How they came.")
    place: str = Field(description="Where it happened.")
    team: str | None = Field(description="The team that serves.")
    members: list[str] = Field(description="Who served, by name.")
    client: str | None = Field(description="The organisation or department that was served.")
    contact: ContactOut | None = Field(description="The person served.")
    opened_at: datetime | None = Field(description="When it was opened.")
    closed_at: datetime | None = Field(description="When it was closed; null while it is open.")
    scheduled_at: datetime | None = Field(description="When it is booked for.")
    subject: str = Field(description="In a line, what it was about.")
    matters: bool = Field(description="It matters a lot.")
    ask: Literal["yes", "no"] = Field(description="Whether somebody may be asked how it felt.")
    closings: int = Field(description="How often it has closed.")


def inlined(model: type[BaseModel]) -> dict[str, Any]:
    """A model's JSON schema without references."""
    schema = model.model_json_schema()
    parts = schema.pop("$defs", {})

    def resolve(node: Any) -> Any:
        if isinstance(node, dict):
            return parts[node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else {k: resolve(v) for k, v in node.items()}
        return [resolve(item) for item in node] if isinstance(node, list) else node

    found: dict[str, Any] = resolve(schema)
    return found


def shape_of(body: InteractionBody) -> InteractionIn:
    contact = body.contact
    return InteractionIn(
        source=body.source.strip(),
        external_id=body.external_id.strip(),
        service=(body.service or "").strip(),
        channel=(body.channel or "").strip(),
        place=(body.place or "").strip(),
        team=(body.team or "").strip(),
        members=tuple(member.strip() for member in body.members or () if member.strip()),
        client=(body.client or "").strip(),
        contact=None
        if contact is None
        else ContactIn(
            (contact.name or "").strip(),
            (contact.email or "").strip(),
            (contact.language or "").strip(),
            (contact.timezone or "").strip(),
        ),
        opened_at=read_moment(body.opened_at, what="opened_at"),
        closed_at=read_moment(body.closed_at, what="closed_at"),
        scheduled_at=read_moment(body.scheduled_at, what="scheduled_at"),
        subject=one_line(body.subject or ""),
        matters=bool(body.matters),
        ask=body.ask != "no",
        given=frozenset(body.model_fields_set),
    )


def one_line(subject: str) -> str:
    """A subject in one line, and not too long."""
    line = " ".join(subject.split())
    return line if len(line) <= 300 else line[:299].rstrip() + "…"


def body_of(found: Interaction) -> dict[str, Any]:
    contact = found.contact
    return {
        **{name: getattr(found, name) for name in ("source", "external_id", "channel", "place", "subject", "matters")},
        **{name: getattr(found, name) for name in ("opened_at", "closed_at", "scheduled_at", "closings")},
        "ask": "yes" if found.ask else "no",
        "service": found.service and found.service.name,
        "team": found.team and found.team.name,
        "client": found.client and found.client.name,
        "members": list(found.members.order_by("name").values_list("name", flat=True)),
        "contact": contact and {name: getattr(contact, name) for name in ("name", "email", "language", "timezone")},
    }
