"""The kind words of a month, once to each reader; and over REST."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.kudos.models import Kudos
from wellserved.kudos.tasks import write_monthly_digests
from wellserved.kudos.tests.given import a_kind_word
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = datetime(2026, 10, 20, 9, tzinfo=UTC), datetime(2026, 11, 2, 8, tzinfo=UTC)


def digests() -> dict[str, str]:
    return dict(Letter.objects.filter(kind="kudos_digest").values_list("to_email", "text"))


def test_everybody_gets_the_wall_and_their_own_exactly_once(cast: Cast) -> None:
    with time_machine.travel(OCTOBER):
        a_kind_word(cast, words="For the wall.")
        a_kind_word(cast, words="For Milo alone.", may_be_shown=False)
    with time_machine.travel(NOVEMBER):
        a_kind_word(cast, words="Of November.")
        assert write_monthly_digests() == 5
        assert write_monthly_digests() == 0
    letters = digests()
    assert len(letters) == 5
    assert all("For the wall." in text and "Of November." not in text for text in letters.values())
    assert {email for email, text in letters.items() if "For Milo alone." in text} == {
        "milo@campus.example",
        "lena@campus.example",
    }
    with time_machine.travel(datetime(2026, 11, 12, 8, tzinfo=UTC)):
        assert write_monthly_digests() == 0


def test_without_a_wall_only_those_it_concerns(cast: Cast) -> None:
    with time_machine.travel(OCTOBER):
        a_kind_word(cast, may_be_shown=False)
        a_kind_word(cast, member=None, team=cast.networks, may_be_shown=False)
    with time_machine.travel(NOVEMBER):
        write_monthly_digests()
    assert set(digests()) == {"milo@campus.example", "lena@campus.example", "otto@campus.example"}


def test_a_month_without_a_kind_word_writes_to_nobody(cast: Cast) -> None:
    with time_machine.travel(NOVEMBER):
        assert write_monthly_digests() == 0


def test_who_would_rather_not_gets_none(cast: Cast) -> None:
    with time_machine.travel(OCTOBER):
        a_kind_word(cast)
        cast.browser("member").post("/kudos/digest/", {"wanted": "no"})
    with time_machine.travel(NOVEMBER):
        write_monthly_digests()
    assert "milo@campus.example" not in digests() and len(digests()) == 4


def rest(token: str, **body: Any) -> Any:
    said = {"key": "1", "words": "Thank you", "member": "milo@campus.example", **body}
    headers = {"authorization": f"Bearer {token}"}
    return Browser().post("/api/v1/kudos", said, content_type="application/json", headers=headers)


def test_over_rest_it_is_given_once_and_read(cast: Cast, api_token: str) -> None:
    got = rest(api_token, giver_email="Bea@biology.example", giver_name="Bea")
    assert got.status_code == 201 and got.json()["new"] is True
    again = rest(api_token, words="Something else")
    assert again.status_code == 200 and again.json() == {"id": got.json()["id"], "new": False}
    kudos = Kudos.objects.get()
    assert (kudos.member, kudos.team, kudos.contact, kudos.words) == (cast.member, cast.desk, cast.contact, "Thank you")
    read = Browser().get("/api/v1/kudos", headers={"authorization": f"Bearer {api_token}"}).json()
    assert read["next"] is None and read["items"][0]["member"] == "Milo Member"
    assert read["items"][0]["on_the_wall"] is False and read["items"][0]["came_by"] == "api"


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": " \u0000 "}, {"member": "nobody"}, {"member": "", "team": ""}, {"team": "No such team"},
        {"giver_email": "none"}, {"key": ""}, {"words": "x" * 5001}, {"stars": 5},
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_over_rest_is_said(cast: Cast, api_token: str, wrong: dict[str, Any]) -> None:
    assert rest(api_token, **wrong).status_code == 422
    assert not Kudos.objects.exists()


def test_pages_of_kind_words_over_rest(cast: Cast, api_token: str) -> None:
    made = [a_kind_word(cast).pk for _ in range(5)]
    seen, cursor = [], ""
    while cursor is not None:
        address = f"/api/v1/kudos?limit=2&cursor={cursor}"
        page = Browser().get(address, headers={"authorization": f"Bearer {api_token}"}).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
    assert seen == made[::-1]
    bad = Browser().get("/api/v1/kudos?cursor=nonsense", headers={"authorization": f"Bearer {api_token}"})
    assert bad.status_code == 422
