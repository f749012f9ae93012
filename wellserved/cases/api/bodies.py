"""What cases look like over REST."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema
from pydantic import ConfigDict

from wellserved.cases.shapes import MOST_CHARACTERS

Kind = Literal["complaint", "question", "praise", "change", "explanation"]
State = Literal["received", "acknowledged", "investigating", "answered", "closed"]
MOST_WORDS_READ = 200


class CaseBody(Schema):
    """Something that somebody was told, and that is owed an answer."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(min_length=1, max_length=60, description="Your own number for it. The same key is the same case.")
    kind: Literal["complaint", "question", "explanation", "change"] = Field(
        "complaint", description="What it is; `change`: they would like to be served by somebody else."
    )
    words: str = Field(min_length=1, max_length=MOST_CHARACTERS, description="What they said, in their own words.")
    name: str = Field("", max_length=200, description="What they call themselves.")
    email: str = Field("", max_length=254, description="Where letters to them go; a contact is recognised by it.")
    team: str = Field("", max_length=400, description="The team that it is about, by name.")
    source: str = Field("", max_length=60, description="Where the piece of service that it is about comes from.")
    external_id: str = Field("", max_length=120, description="The number of that piece of service there.")
    about: list[str] = Field(
        [], max_length=10, description="The members whom it is about, by e-mail address or as the help desk calls them."
    )
    above_team: bool = Field(False, description="Whether they would rather be heard above the team.")
    receipt: bool = Field(True, description="Whether a receipt, with the link to their page, goes to `email`.")


class OpenedOut(Schema):
    """A case that was taken in."""

    id: int = Field(description="Its number.")
    new: bool = Field(description="false: this key was known, and nothing was changed.")


class CaseOut(Schema):
    """A case, as lists show it."""

    id: int = Field(description="Its number.")
    kind: Kind = Field(description="What it is.")
    state: State = Field(description="Where it stands.")
    title: str = Field(description="How it begins.")
    came_by: Literal["answer", "door", "letter", "hand", "api"] = Field(description="How it came in.")
    team: str | None = Field(description="The team that it is about.")
    contact: str | None = Field(description="Who wrote; null if nobody is known by that address.")
    lead: str | None = Field(description="With whom it rests.")
    owner: str | None = Field(description="Who is on it.")
    received_at: datetime = Field(description="When it came in.")
    acknowledge_by: datetime = Field(description="By when it is to be acknowledged.")
    answer_by: datetime = Field(description="By when it is to be answered.")
    acknowledged_at: datetime | None = Field(description="When it was acknowledged.")
    answered_at: datetime | None = Field(description="When it was answered.")
    closed_at: datetime | None = Field(description="When it was closed.")
    second_chance: Literal["waiting", "recovered", "lost", "lapsed"] | None = Field(
        description="How the next time went, of an answered complaint."
    )


class WordsOut(Schema):
    """What one side wrote to the other."""

    at: datetime = Field(description="When.")
    theirs: bool = Field(description="true: they wrote it; false: one of us did.")
    words: str = Field(description="What was written.")


class OneCaseOut(CaseOut):
    """A case with the words between them and us."""

    messages: list[WordsOut] = Field(description=f"The oldest first, {MOST_WORDS_READ} at most. Notes are not in it.")


class CasesPage(Schema):
    """A page of cases."""

    items: list[CaseOut] = Field(description="The newest first.")
    next: str | None = Field(description="Send it as `cursor` for the page after this one; null: there is none.")


class CasesAsked(Schema):
    """Which, how many, and from where on."""

    state: State | None = Field(None, description="Only those that stand here.")
    kind: Kind | None = Field(None, description="Only those of this kind.")
    cursor: str = Field("", max_length=200, description="The `next` of the page before.")
    limit: int = Field(50, ge=1, le=200, description="How many on a page.")
