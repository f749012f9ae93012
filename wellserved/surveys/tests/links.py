"""Invitations for tests, and the tokens that open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token, new_token
from wellserved.surveys import counter
from wellserved.surveys.models import Invitation


@dataclass
class LinkForTest:
    token: str
    invitation: Invitation

    @property
    def href(self) -> str:
        return f"/a/{self.token}"


def make_link(cast: Cast, **given: Any) -> LinkForTest:
    token = new_token()
    values: dict[str, Any] = {
        "token_hash": hash_token(token),
        "contact": cast.contact,
        "about": "your call on Tuesday about the projector",
        "day": date(2026, 11, 20),
        "team_id": cast.desk.pk,
        "client_id": cast.biology.pk,
        "expires_at": now() + timedelta(days=30),
    }
    return LinkForTest(token, Invitation.objects.create(**values | given))


def at_the_counter(path: str, query: str = "", encoding: str = "", language: str = "") -> Any:
    """Status, headers and body of a fresh page; None if the counter leaves it to the views."""
    visit = counter.visit(path, query, encoding, language)
    (served,) = counter.fresh_pages([visit]) if visit else (counter.LEFT_TO_THE_VIEWS,)
    return None if served is counter.LEFT_TO_THE_VIEWS else served
