"""Annotations: who may note what, that it stands on the charts, and what programs may do."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.insight.models import Annotation
from wellserved.insight.tests.world import a_fallen_team
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token

TODAY = now().date()


def note(cast: Cast, who: str, **said: Any) -> Any:
    return cast.browser(who).post("/annotations/", {"words": "The lab was closed.", "day": str(TODAY), **said})


def test_a_lead_notes_for_their_team_and_a_manager_for_everybody(cast: Cast) -> None:
    assert note(cast, "lead", team=cast.desk.pk).status_code == 302
    assert note(cast, "lead", team=cast.networks.pk).status_code == 422
    assert note(cast, "lead").status_code == 422  # for everybody
    assert note(cast, "member", team=cast.desk.pk).status_code == 404
    assert note(cast, "manager", words="Exams.").status_code == 302
    assert list(Annotation.objects.order_by("pk").values_list("words", "team")) == [
        ("The lab was closed.", cast.desk.pk),
        ("Exams.", None),
    ]
    assert Entry.objects.filter(kind="annotation.added").count() == 2


def test_nothing_is_kept_of_a_bad_note(cast: Cast) -> None:
    for said in ({"words": " \x00 "}, {"day": "soon"}, {"day": "0002-01-01"}, {"words": "x" * 201}):
        answer = note(cast, "manager", **said)
        assert answer.status_code == 422
    assert not Annotation.objects.exists()


def test_it_stands_on_the_chart_of_its_team_and_of_everybody(cast: Cast) -> None:
    a_fallen_team(cast, TODAY)
    note(cast, "lead", team=cast.desk.pk)
    assert "<b>A</b>" in cast.browser("member").get("/pulse/").content.decode()
    assert "The lab was closed." in cast.browser("manager").get(f"/pulse/?team={cast.desk.pk}").content.decode()
    assert "The lab was closed." not in cast.browser("manager").get(f"/pulse/?team={cast.networks.pk}").content.decode()
    assert "The lab was closed." not in cast.browser("outsider").get("/pulse/").content.decode()
    assert "The lab was closed." not in cast.browser("outsider").get("/annotations/").content.decode()


def test_it_is_changed_and_taken_off(cast: Cast) -> None:
    note(cast, "lead", team=cast.desk.pk)
    pk, lead = Annotation.objects.get().pk, cast.browser("lead")
    lead.post(f"/annotations/{pk}/", {"words": "The lab moved.", "day": str(TODAY), "team": cast.desk.pk})
    assert Annotation.objects.get().words == "The lab moved."
    assert Entry.objects.get(kind="annotation.changed").details == {"fields": ["words"]}
    lead.post(f"/annotations/{pk}/removal/")
    assert not Annotation.objects.exists()


def test_a_program_notes_and_reads(cast: Cast, api_token: str) -> None:
    def post(token: str, **body: Any) -> Any:
        return Browser().post(
            "/api/v1/annotations", json.dumps(body), "application/json", headers={"authorization": f"Bearer {token}"}
        )

    got = post(api_token, day=str(TODAY), words="Release 7 went out.", team="service desk")
    assert got.status_code == 201
    assert got.json()["team"] == "Service desk"
    assert post(api_token, day=str(TODAY), words=" ").status_code == 422
    assert post(api_token, day=str(TODAY), words="x", team="nobody").status_code == 404
    ApiToken.objects.create(name="small", role="member", token_hash=hash_token("small"))
    assert post("small", day=str(TODAY), words="x").status_code == 403
    headers = {"authorization": f"Bearer {api_token}"}
    listed = Browser().get(f"/api/v1/annotations?from={TODAY}", headers=headers).json()
    assert [one["words"] for one in listed] == ["Release 7 went out."]
