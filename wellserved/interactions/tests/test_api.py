"""Interactions over REST."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.interactions.models import Import, Interaction
from wellserved.kit.tokens import hash_token

TICKET = {
    "source": "desk",
    "external_id": 4711,
    "service": "Passwords",
    "team": "Service desk",
    "members": ["milo@campus.example"],
    "client": "Biology",
    "contact": {"name": "Bea", "email": "bea@biology.example"},
    "opened_at": "2026-11-02T12:00:00+01:00",
    "closed_at": "2026-11-02T13:00:00Z",
    "subject": "Cannot sign in",
}


def post(path: str, body: Any, token: str = "test-token") -> Any:
    headers = {"Authorization": f"Bearer {token}"}
    return Browser().post(f"/api/v1/{path}", json.dumps(body), content_type="application/json", headers=headers)


def get(path: str, token: str = "test-token") -> Any:
    return Browser().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {token}"})


def upload(content: bytes, **fields: str) -> Any:
    data = {"file": SimpleUploadedFile("t.csv", content), **fields}
    return Browser().post("/api/v1/imports/interactions", data, headers={"Authorization": "Bearer test-token"})


def test_one_interaction_and_then_the_same_again(cast: Cast, api_token: str) -> None:
    assert post("interactions", TICKET).json() == {"created": 1, "updated": 0, "unchanged": 0, "rejected": []}
    assert post("interactions", [TICKET]).json()["unchanged"] == 1
    assert post("interactions", {"interactions": [{**TICKET, "subject": "x"}]}).json()["updated"] == 1
    found = get("interactions/desk/4711").json()
    assert (found["team"], found["members"], found["client"]) == ("Service desk", ["Milo Member"], "Biology")
    assert (found["opened_at"], found["closed_at"]) == ("2026-11-02T11:00:00Z", "2026-11-02T13:00:00Z")


def test_an_interaction_can_come_in_not_to_be_asked_about(cast: Cast, api_token: str) -> None:
    post("interactions", {**TICKET, "ask": "no"})
    assert get("interactions/desk/4711").json()["ask"] == "no"
    key = {"source": "desk", "external_id": "4711"}
    post("interactions", {**key, "place": "Library"})
    assert not Interaction.objects.get().ask, "what is left out stays"
    post("interactions", {**key, "ask": "yes"})
    assert Interaction.objects.get().ask
    assert post("interactions", {**key, "ask": "perhaps"}).status_code == 422


def test_null_reopens_and_what_is_left_out_stays(cast: Cast, api_token: str) -> None:
    post("interactions", TICKET)
    key = {"source": "desk", "external_id": "4711"}
    assert post("interactions", {**key, "place": "Library"}).json()["updated"] == 1
    assert Interaction.objects.get().closed_at is not None
    post("interactions", {**key, "closed_at": None})
    found = Interaction.objects.get()
    assert (found.closed_at, found.undecided, found.place, found.subject) == (None, True, "Library", "Cannot sign in")


def test_what_is_wrong_with_one_stops_no_other(db: Any, api_token: str) -> None:
    bad = [{"source": "desk"}, "text", {**TICKET, "closed_at": "soon"}, {**TICKET, "typo": 1}, {**TICKET, "source": ""}]
    answer = post("interactions", [*bad, TICKET])
    assert answer.status_code == 200
    assert (answer.json()["created"], [it["index"] for it in answer.json()["rejected"]]) == (1, [0, 1, 2, 3, 4])
    assert all(it["reason"].endswith(".") for it in answer.json()["rejected"])
    assert answer.json()["rejected"][2]["external_id"] == "4711"


def test_one_alone_that_cannot_land_is_a_problem(db: Any, api_token: str) -> None:
    answer = post("interactions", {**TICKET, "opened_at": "9999-01-01"})
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert "in the future" in answer.json()["detail"]


@pytest.mark.parametrize(("role", "status"), [("member", 403), ("lead", 403), ("manager", 200), ("admin", 200)])
def test_whose_key_may_write(db: Any, role: str, status: int) -> None:
    ApiToken.objects.create(name=role, role=role, token_hash=hash_token(role))
    assert post("interactions", [TICKET], role).status_code == status


def test_a_file_is_read_at_once_and_told_by_line(db: Any, api_token: str) -> None:
    answer = upload(b"id,created\nA,2026-03-01\nB,nonsense\n", source="desk")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["created"], body["rejected_count"], body["state"]) == (1, 1, "done")
    assert (body["rejected"][0]["line"], body["rejected"][0]["external_id"]) == (3, "B")
    assert get(f"imports/{body['id']}").json() == body


def test_a_big_file_is_read_by_the_worker(
    db: Any, api_token: str, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    monkeypatch.setattr("wellserved.interactions.api.imports.AT_ONCE", 10)
    answer = upload(b"Vorfall\nA\nB\n", source="desk", mapping='{"Vorfall": "external_id"}')
    assert answer.status_code == 202
    assert get(f"imports/{answer.json()['id']}").json()["created"] == 2


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (b"id\nA\n", {}, "Say the source"),
        (b"subject\nA\n", {"source": "x"}, "Say which column is Its number"),
        (b"id,created\nA,01/02/2026\n", {"source": "x"}, "day first or month first"),
        (b"id\nA\n", {"source": "x", "mapping": "["}, "no JSON object"),
        (b"id\nA\n", {"source": "x", "profile": "y"}, "no profile called"),
        (b"", {"source": "x"}, "empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem(
    db: Any, api_token: str, content: bytes, fields: dict[str, str], words: str
) -> None:
    answer = upload(content, **fields)
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert words in json.dumps(answer.json())
    assert not Import.objects.exclude(state="uploaded").exists()


def test_each_row_may_name_its_source(db: Any, api_token: str) -> None:
    assert upload(b"source,external_id,contact.email\ndesk,A,a@x.example\nphone,A,\n").json()["created"] == 2
    assert get("interactions/phone/A").status_code == 200
