"""The door: keys, problems, the description."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from wellserved.accounts.models import ApiToken
from wellserved.api import keys
from wellserved.api.door import api
from wellserved.kit.clock import now

ROOT = Path(__file__).resolve().parents[3]


def call(path: str, token: str = "", method: str = "get", **rest: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return getattr(Browser(raise_request_exception=False), method)(f"/api/v1/{path}", headers=headers, **rest)


def assert_problem(answer: Any, status: int, words: str) -> None:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert words in body["detail"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic dGVzdA==", "Bearer \u00ff"])
def test_without_a_right_key_nobody_enters(db: Any, api_token: str, header: str) -> None:
    answer = Browser().get("/api/v1/interactions/a/b", headers={"Authorization": header})
    assert_problem(answer, 401, "A key is needed")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_key_opens_nothing(api_token: str) -> None:
    assert call("interactions/a/b", api_token).status_code == 404
    ApiToken.objects.update(revoked_at=now())
    assert call("interactions/a/b", api_token).status_code == 401


def test_guessing_keys_is_slowed_down(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(keys, "WRONG_KEYS_A_MINUTE", 3)
    answers = [call("interactions/a/b", "wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert_problem(answers[-1], 429, "Too many requests")
    assert answers[-1]["Retry-After"] == "60"
    cache.clear()


def test_problems_are_said_as_rfc_9457_has_it(api_token: str, settings: Any) -> None:
    post = {"method": "post", "content_type": "application/json"}
    assert_problem(call("nothing/here", api_token), 404, "nothing at this address")
    assert_problem(call("interactions/a/b", api_token), 404, "no interaction")
    wrong = call("interactions", api_token)
    assert_problem(wrong, 405, "This address takes POST")
    assert wrong["Allow"] == "POST"
    assert_problem(call("interactions", api_token, data="{", **post), 400, "not valid JSON")
    assert_problem(call("interactions", api_token, data="[" * 100_000, **post), 400, "not valid JSON")
    assert_problem(call("interactions", api_token, data="9" * 5000, **post), 400, "not valid JSON")
    assert_problem(call("interactions", api_token, data='"x"', **post), 422, "Send one interaction")
    assert_problem(call("interactions", api_token, data=json.dumps([{}] * 501), **post), 413, "500 is the most")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    assert_problem(call("interactions", api_token, data='["and more than ten"]', **post), 413, "too big")


def test_our_own_fault_says_so_and_shows_nothing(
    api_token: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr("wellserved.interactions.api.routes.upsert_interactions", fail)
    answer = call("interactions", api_token, "post", data=[], content_type="application/json")
    assert_problem(answer, 500, "on our side")
    assert b"secret" not in answer.content
    assert "the API failed" in caplog.text


def test_the_description_in_the_docs_is_the_one_that_is_served(db: Any) -> None:
    served = Browser().get("/api/v1/openapi.json").json()
    written = json.loads((ROOT / "docs/reference/openapi.json").read_text())
    assert served == written, "The API has changed. Run tools/openapi and look at the difference."


def test_every_field_of_the_api_is_described() -> None:
    missing: list[str] = []

    def walk(node: Any, where: str) -> None:
        if isinstance(node, dict):
            for name, part in (node.get("properties") or {}).items():
                if isinstance(part, dict) and not part.get("description") and "$ref" not in part:
                    missing.append(f"{where}/{name}")
            missing.extend(
                f"{where}?{parameter['name']}"
                for parameter in node.get("parameters") or []
                if not (parameter.get("description") or parameter["schema"].get("description"))
            )
            for key, part in node.items():
                walk(part, f"{where}/{key}")
        elif isinstance(node, list):
            for part in node:
                walk(part, where)

    walk(json.loads(json.dumps(api.get_openapi_schema())), "")
    assert missing == []
