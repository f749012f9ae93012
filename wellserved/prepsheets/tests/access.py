"""Who may enter the pages of this room."""

from __future__ import annotations

from typing import Any

from tests.architecture.access import Page
from tests.cast import Cast
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.prepsheets.models import HeadsUp
from wellserved.prepsheets.tests.sheets import make_sheet


def a_sheet(cast: Cast) -> dict[str, Any]:
    return {"pk": make_sheet(cast).pk}


def a_text(cast: Cast) -> dict[str, Any]:
    return {**a_sheet(cast), "language": "de"}


def a_published_sheet(cast: Cast) -> dict[str, Any]:
    return {"slug": make_sheet(cast).slug}


def a_draft(cast: Cast) -> dict[str, Any]:
    return {"slug": make_sheet(cast, published=False).slug}


def a_letters_link(cast: Cast) -> dict[str, Any]:
    """Of the letter before an appointment: no more of these, please."""
    appointment, token = Interaction.objects.create(source="desk", external_id="with a letter"), "n" * 32
    HeadsUp.objects.create(
        interaction=appointment, contact=cast.contact, token_hash=hash_token(token), scheduled_at=now()
    )
    return {"token": token}


ACCESS = [
    Page("prep_sheets"),
    Page("prep_sheet", make=a_sheet),
    Page("prep_text", make=a_text, member=404, lead=200),
    Page("prep_publication", make=a_sheet, method="post", member=404, admin=302),
    Page("prep_letters", make=a_sheet, method="post", member=404, admin=302),
    Page("prep_sheet_public", make=a_published_sheet, public=True, nobody=200),
    Page("prep_sheet_public", make=a_draft, public=True, nobody=404),
    Page("prep_no_more", make=a_letters_link, public=True, nobody=200),
    Page("prep_no_more", make=lambda _: {"token": "x" * 32}, public=True, nobody=404),
    Page("api:list_prep_sheets", public=True, nobody=401),
    Page("api:read_prep_sheet", make=a_published_sheet, public=True, nobody=401),
]
