"""Programs read what a round's meeting decided; who said it stays with the call."""

from __future__ import annotations

from datetime import date

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.kit.tokens import hash_token
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.models import Round
from wellserved.listening.shapes import Decided
from wellserved.listening.tests.served import a_round
from wellserved.listening.tests.spoken import a_spoken_round, line_ids
from wellserved.people.models import Contact


def test_a_key_reads_themes_decisions_and_what_was_said(cast: Cast, api_token: str) -> None:
    one, browser = a_spoken_round(cast), Browser()
    hours = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=line_ids(one, question=2))
    make_theme(round_id=one.pk, name="The desk", by=cast.admin_by)
    said = Decided("adjust", action="Open at half past seven", owner_id=cast.lead.pk, due_on=date(2030, 12, 2))
    decide_theme(theme_id=hours.pk, decided=said, by=cast.admin_by)
    key = {"HTTP_AUTHORIZATION": f"Bearer {api_token}"}
    got = browser.get(f"/api/v1/rounds/{one.pk}/themes", **key)  # type: ignore[arg-type]
    assert (got.json()["name"], got.json()["state"]) == ("Autumn round", "running")
    first, second = got.json()["themes"]
    assert (first["decision"], first["owner"], first["due_on"], first["state"]) == (
        "adjust", "Lena Lead", "2030-12-02", "open",
    )  # fmt: skip
    assert [one["quote"] for one in first["said"]] == [True, True, False, False]
    assert (second["decision"], second["state"], second["action"], second["said"]) == (None, "undecided", None, [])
    names = Contact.objects.filter(calls__round=one).values_list("name", flat=True)
    assert not [name for name in names if name in got.content.decode()]
    for missing in (a_round(cast).pk, 10**9, 2**64):
        assert browser.get(f"/api/v1/rounds/{missing}/themes", **key).status_code in (404, 422)  # type: ignore[arg-type]
    Round.objects.filter(pk=one.pk).update(state="ended")
    assert browser.get(f"/api/v1/rounds/{one.pk}/themes", **key).json()["state"] == "ended"  # type: ignore[arg-type]


def test_a_key_of_a_member_sees_no_round(cast: Cast) -> None:
    one = a_spoken_round(cast)
    ApiToken.objects.create(name="small", role="member", token_hash=hash_token("small"))
    got = Browser().get(f"/api/v1/rounds/{one.pk}/themes", HTTP_AUTHORIZATION="Bearer small")
    assert got.status_code == 404
