"""Habits over REST: the same figures as on the page, and never one person's."""

from __future__ import annotations

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.habits.tests.world import begun
from wellserved.kit.tokens import hash_token


def test_a_program_reads_what_came_of_a_habit(cast: Cast, api_token: str) -> None:
    habit = begun(cast, waits=[cast.networks])
    key = {"HTTP_AUTHORIZATION": f"Bearer {api_token}"}
    (listed,) = Browser().get("/api/v1/habits", **key).json()
    assert (listed["id"], listed["tries"], listed["waits"]) == (habit.pk, ["Service desk"], ["Networks"])
    told = Browser().get(f"/api/v1/habits/{habit.pk}", **key).json()
    assert told["effect"] == {"estimate": None, "low": None, "high": None, "n": 0}
    assert told["in_words"].startswith("Too few teams to say")
    assert "member" not in str(told)
    assert Browser().get(f"/api/v1/habits/{habit.pk + 1}", **key).status_code == 404
    ApiToken.objects.create(name="of a member", role="member", token_hash=hash_token("another"))
    other = {"HTTP_AUTHORIZATION": "Bearer another"}
    assert Browser().get("/api/v1/habits", **other).json() == []
