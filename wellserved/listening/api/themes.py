"""Listening rounds over REST: what people said in one, by theme, and what was decided about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from wellserved.listening.api.boards import RoundId, board_of
from wellserved.listening.queries.decided import outcomes_of
from wellserved.listening.shapes import Outcome

router = Router(tags=["listening"])


class SaidOut(Schema):
    """Something that was said in a call."""

    call: int = Field(description="The call it was said in, by its number. Who it was with stays with the call.")
    words: str = Field(description="What was said, or noted down.")
    quote: bool = Field(description="true: their own words; false: what whoever called noted down.")


class ThemeOut(Schema):
    """What several people said, what the team decided about it, and what became of that."""

    id: int = Field(description="Its number.")
    name: str = Field(description="What the team calls it.")
    decision: Literal["keep", "adjust"] | None = Field(description="What was decided; null: nothing yet.")
    confirms: str | None = Field(description="Of a keep: the earlier decision that it confirms, in words.")
    action: str | None = Field(description="Of an adjust: what will be done.")
    owner: str | None = Field(description="Who does it; null while nobody has taken it on.")
    due_on: date | None = Field(description="By which day, as the meeting said.")
    state: Literal["undecided", "kept_up", "unsaid", "open", "late", "done", "dropped"] = Field(
        description="Not decided; kept; adjust without who and when; promised; late; done; dropped with a word why."
    )
    due_at: datetime | None = Field(description="When the promise is due by now; its owner may have moved it.")
    ended_at: datetime | None = Field(description="When it was done or dropped.")
    said: list[SaidOut] = Field(description="What lies in the theme, quotes first.")


class ThemesOut(Schema):
    """The themes of a round."""

    round: int = Field(description="The round's number.")
    name: str = Field(description="What the round is called.")
    state: Literal["running", "ended"] = Field(description="Whether its board can still change.")
    themes: list[ThemeOut] = Field(description="As they stand on the board; at most 60.")


@router.get(
    "/rounds/{round_id}/themes",
    response=ThemesOut,
    operation_id="read_themes_of_round",
    summary="Read what a round's meeting decided",
)
def get_themes(
    request: HttpRequest,
    round_id: RoundId,
) -> dict[str, Any]:
    """Every theme with what was said in it. A manager's or an admin's key sees all rounds that have begun."""
    one = board_of(request, round_id)
    return {
        "round": one.pk,
        "name": one.name,
        "state": one.state,
        "themes": [_said(theme) for theme in outcomes_of(one.pk)],
    }


def _said(theme: Outcome) -> dict[str, Any]:
    return {
        "id": theme.theme_id,
        "name": theme.name,
        "decision": theme.decision or None,
        "confirms": theme.confirms or None,
        "action": theme.action or None,
        "owner": theme.owner or None,
        "due_on": theme.due_on,
        "state": theme.state,
        "due_at": theme.due_at,
        "ended_at": theme.ended_at,
        "said": [{"call": one.id, "words": one.sentence, "quote": one.quote} for one in theme.said],
    }
