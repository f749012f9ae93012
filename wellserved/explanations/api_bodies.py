"""What explanations look like over REST."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict

State = Literal["draft", "review", "returned", "approved", "sent"]
NUMBER = 2**63 - 1
MOST_SENDINGS = 50


class ExplanationBody(Schema):
    """A page that somebody is to write, about a case or a piece of service."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(min_length=1, max_length=60, description="Your own number for it. The same key is the same page.")
    case: int | None = Field(None, ge=1, le=NUMBER, description="The number of the case that it is about.")
    source: str = Field("", max_length=60, description="Or where the piece of service that it is about comes from,")
    external_id: str = Field("", max_length=120, description="and its number there.")
    writer: str = Field(
        "", max_length=254, description="Who writes it, by e-mail address; a case's page is its lead's without it."
    )
    title: str = Field("", max_length=110, description="What it says, in a line; that of the case without it.")
    asked: str = Field("", max_length=4_000, description="What they asked; what they wrote on the case without it.")
    format: str = Field("letter", max_length=40, description="`letter`, `timeline`, or another that this team has.")


class BegunOut(Schema):
    """A page that was begun."""

    id: int = Field(description="Its number.")
    new: bool = Field(description="false: this key was known, and nothing was changed.")


class ExplanationOut(Schema):
    """A page, as lists show it."""

    id: int = Field(description="Its number.")
    state: State = Field(description="Where it stands; `review`: it waits for a second person.")
    title: str = Field(description="What it says, in a line.")
    team: str = Field(description="Whose page it is.")
    client: str | None = Field(description="The client whom it is for.")
    contact: str | None = Field(description="The person whom it is for.")
    writer: str = Field(description="Who writes it.")
    format: str = Field(description="The key of its format.")
    format_name: str = Field(description="What the format is called.")
    language: str = Field(description="In which language it is, as `en` or `zh-hans`.")
    begun_at: datetime = Field(description="When it was begun.")
    changed_at: datetime = Field(description="When it last changed.")
    sent_at: datetime | None = Field(description="When it went out last; null: it has not.")
    landed: bool | None = Field(description="Whether they found it clear and answered, as last said; null: not said.")


class SendingOut(Schema):
    """One time that it went out."""

    sent_at: datetime = Field(description="When.")
    channel: Literal["pdf", "link", "aloud"] = Field(description="As a PDF with a link, as a link, or read in a call.")
    format: str = Field(description="The key of the format that it had.")
    landed: bool | None = Field(description="Whether it was clear and answered them; null: they have not said.")
    wish: Literal["", "shorter", "technical", "pictures", "numbers", "call"] = Field(
        description="What would suit them better; empty: nothing else."
    )


class OneExplanationOut(ExplanationOut):
    """A page, and each time that it went out."""

    case: int | None = Field(description="The number of the case that it grew from.")
    sendings: list[SendingOut] = Field(description=f"The newest first, {MOST_SENDINGS} at most.")


class ExplanationsPage(Schema):
    """A page of a list of pages."""

    items: list[ExplanationOut] = Field(description="The newest first.")
    next: str | None = Field(description="Send it as `cursor` for the page after this one; null: there is none.")


class ExplanationsAsked(Schema):
    """Which, how many, and from where on."""

    state: State | None = Field(None, description="Only those that stand here.")
    client: str = Field("", max_length=200, description="Only those for this client, by name.")
    cursor: str = Field("", max_length=200, description="The `next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="How many on a page.")
