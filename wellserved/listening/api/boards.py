"""The round whose board a program asks for, or the refusal."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Path

from wellserved.kit.problems import Problem
from wellserved.listening.models import Round
from wellserved.listening.queries.board import boards_visible_to
from wellserved.people.actors import actor_of_token

RoundId = Annotated[int, Path(ge=1, lt=2**63, description="The round's number: it stands in the address of its page.")]


def board_of(request: HttpRequest, round_id: int) -> Round:
    """A manager's or an admin's key sees all rounds that have begun; others none."""
    one = boards_visible_to(actor_of_token(request.auth)).filter(pk=round_id).first()  # type: ignore[attr-defined]
    if one is None:
        raise Problem(404, "There is no such round, or nobody was drawn in it yet.")
    return one
