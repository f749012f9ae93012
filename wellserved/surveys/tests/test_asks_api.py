"""Why people were not asked, over REST: the counts, and what is behind each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.asking import a_closed_interaction, go_live


def get(path: str, token: str = "test-token", **asked: Any) -> Any:
    return Browser().get(f"/api/v1/{path}", asked, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def a_week(cast: Cast) -> None:
    go_live()
    service = Service.objects.create(name="Passwords")
    for number in range(3):
        a_closed_interaction(cast, f"old{number}", closed_at=now() - timedelta(days=9), service=service)
    a_closed_interaction(cast, "networks", closed_at=now() - timedelta(days=9), team=cast.networks)
    a_closed_interaction(cast, "nobody", contact=None)
    a_closed_interaction(cast, "asked")
    decide_asks()


def test_reasons_are_counted_by_period_team_and_service(cast: Cast, api_token: str) -> None:
    a_week(cast)
    found = get("asks/reasons").json()
    assert (found["asked"], found["waiting"], found["not_asked"]) == (0, 1, 5)
    assert [(one["reason"], one["count"]) for one in found["reasons"]] == [("too_old", 4), ("no_contact", 1)]
    assert found["reasons"][0]["title"] == "Closed too long ago" and found["reasons"][0]["meaning"]
    assert get("asks/reasons", team="networks").json()["not_asked"] == 1
    assert get("asks/reasons", service="Passwords").json()["not_asked"] == 3
    assert get("asks/reasons", until=(now() - timedelta(days=1)).isoformat()).json()["not_asked"] == 0
    assert get("asks/reasons", team="nowhere").status_code == 404
    assert get("asks/reasons", since="yesterday").status_code == 422
    assert get("asks/reasons", since="0001-01-01T00:00:00+14:00").status_code == 200


def test_the_decisions_behind_a_count_come_a_page_at_a_time(cast: Cast, api_token: str) -> None:
    a_week(cast)
    first = get("asks", reason="too_old", limit=3).json()
    rest = get("asks", reason="too_old", limit=3, after=first["next"]).json()
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)
    one = first["items"][0]
    assert one["interaction"] == {"source": "desk", "external_id": "old0"} and one["probability"] is None
    assert one["sentence"] == "It closed 9 days ago, and we ask within 7 days."
    waiting = get("asks", outcome="waiting").json()["items"][0]
    assert (waiting["interaction"]["external_id"], waiting["probability"]) == ("asked", 1.0)
