"""Who is to be served by somebody else: told where their next piece of service is given; to who leads alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.cases.actions.serving import end_reassignment, reassign_contact
from wellserved.cases.models import Reassignment
from wellserved.interactions.actions.upserting import upsert_interactions
from wellserved.interactions.models import Import, Interaction
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.journal.shapes import SYSTEM

pytestmark = pytest.mark.django_db
TITLE = "They asked to be served by somebody else"
REASON = "They did not feel listened to."


@pytest.fixture
def kept(cast: Cast) -> Reassignment:
    return reassign_contact(
        contact=cast.contact, away_from=cast.member, to=cast.lead, reason=REASON, case=None, decided_by=cast.lead,
        by=cast.admin_by,
    )  # fmt: skip


def served(cast: Cast, by: str, **given: Any) -> Interaction:
    row = InteractionIn(
        source="desk", external_id=f"{by} {len(given)}", team="Service desk", members=(by,), client="Biology",
        contact=ContactIn("Bea Contact", "bea@biology.example"), **given,
    )  # fmt: skip
    upsert_interactions(rows=[(1, row)], by=SYSTEM)
    return Interaction.objects.get(external_id=row.external_id)


def page_of(cast: Cast, who: str, href: str) -> str:
    return cast.browser(who).get(href).content.decode()


def test_the_page_of_the_next_piece_of_service_says_so(cast: Cast, kept: Reassignment) -> None:
    again = served(cast, "milo@campus.example")
    page = page_of(cast, "lead", f"/interactions/{again.pk}/")
    assert TITLE in page and REASON in page and "please give it to Lena" in page
    other = served(cast, "lena@campus.example")
    page = page_of(cast, "lead", f"/interactions/{other.pk}/")
    assert TITLE in page and "please give it" not in page
    assert TITLE in page_of(cast, "lead", f"/contacts/{cast.contact.pk}/")
    end_reassignment(reassignment_id=kept.pk, by=SYSTEM)
    assert TITLE not in page_of(cast, "lead", f"/interactions/{again.pk}/")


def test_the_report_of_a_file_says_so_and_today(cast: Cast, kept: Reassignment) -> None:
    run = Import.objects.create(source="desk", filename="a.csv", path="a.csv", state="done")
    said = "Somebody is served again by whom they asked not to be"
    reassign_contact(
        contact=cast.contact, away_from=cast.outsider, to=None, reason="", case=None, decided_by=cast.manager,
        by=cast.admin_by,
    )  # fmt: skip
    again = served(cast, "milo@campus.example")
    again.members.add(cast.outsider)
    page = page_of(cast, "manager", f"/imports/{run.pk}/")
    assert said in page and "Bea Contact, by Otto Outsider" in page and "Milo Member" not in page
    assert said not in page_of(cast, "admin", f"/imports/{run.pk}/")
    assert "is served by Milo Member again" in page_of(cast, "lead", "/")


def test_nobody_else_is_told(cast: Cast, kept: Reassignment, api_token: str) -> None:
    again = served(cast, "milo@campus.example")
    for who in ("member", "outsider", "manager", "admin"):
        for href in (f"/interactions/{again.pk}/", f"/contacts/{cast.contact.pk}/", "/"):
            page = page_of(cast, who, href)
            assert TITLE not in page and REASON not in page and "served by Milo Member again" not in page
    headers = {"Authorization": f"Bearer {api_token}"}
    listed = Browser().get("/api/v1/interactions", headers=headers).content.decode()
    body = {"source": "desk", "external_id": "x", "members": ["milo@campus.example"]}
    told = Browser().post("/api/v1/interactions", [body], "application/json", headers=headers).content.decode()
    assert REASON not in listed + told and "somebody else" not in listed + told
