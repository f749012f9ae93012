"""Invitations for tests, and the tokens that open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token, new_token
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
