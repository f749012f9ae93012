"""Explanations over REST: begun once, for a writer who may see what it is about; read with whether they landed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.cases.tests.opened import a_case, about
from wellserved.explanations.models import Evidence, Explanation
from wellserved.explanations.tests.sent import reacted, sent_page
from wellserved.journal.models import Entry
from wellserved.kit.tokens import hash_token

ALL = "/api/v1/explanations"


def key(token: str) -> dict[str, Any]:
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


def post(token: str, **body: Any) -> Any:
    return Browser().post(ALL, {"key": "T-1", **body}, content_type="application/json", **key(token))


def test_a_help_desk_begins_a_page_about_a_case_once(cast: Cast, api_token: str) -> None:
    case = a_case(cast, kind="explanation")
    first = post(api_token, case=case.pk, format="timeline")
    assert first.status_code == 201, first.json()
    assert post(api_token, case=case.pk).json() == {"id": first.json()["id"], "new": False}
    one = Explanation.objects.get()
    assert (one.case, one.writer, one.team, one.format) == (case, case.lead, case.team, "timeline")
    assert one.versions.get().asked
    assert Evidence.objects.filter(explanation=one).exists(), "what is known is pulled in"
    assert Entry.objects.get(kind="explanation.begun").actor_kind == "token"
    told = Browser().get(f"{ALL}/{one.pk}", **key(api_token)).json()
    assert (told["state"], told["case"], told["landed"], told["sendings"]) == ("draft", case.pk, None, [])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "Name either"),
        ({"case": 9_999_999}, "no case of this number"),
        ({"source": "desk", "external_id": "none"}, "no interaction"),
        ({"source": "desk", "external_id": "a\x00"}, "no interaction"),
        ({"key": "a\x00", "external_id": "1"}, "cannot be kept"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_kept(
    cast: Cast, api_token: str, body: dict[str, Any], said: str
) -> None:
    answer = post(api_token, **body)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Explanation.objects.exists()


def test_nobody_is_made_to_write_about_what_they_may_not_see(cast: Cast, api_token: str) -> None:
    case = a_case(cast, kind="complaint", concerned=about(cast.member))
    answer = post(api_token, case=case.pk, writer=cast.member.email)
    assert (answer.status_code, "may not see" in answer.json()["detail"]) == (422, True)
    assert "No member" in post(api_token, case=case.pk, writer="nobody@campus.example").json()["detail"]
    assert "no format" in post(api_token, case=case.pk, format="own:77").json()["detail"]
    assert not Explanation.objects.exists()


def test_lists_say_which_landed_in_as_many_queries_for_any_number(
    cast: Cast, api_token: str, django_assert_max_num_queries: Any
) -> None:
    landed, missed, silent = (sent_page(cast) for _ in range(3))
    reacted(landed)
    reacted(missed, answered=False, wish="numbers")
    for _ in range(4):
        sent_page(cast)
    with django_assert_max_num_queries(6):
        items = Browser().get(f"{ALL}?state=sent&client=BIOLOGY", **key(api_token)).json()["items"]
    told = {item["id"]: item["landed"] for item in items}
    assert len(told) == 7
    assert [told[one.explanation_id] for one in (landed, missed, silent)] == [True, False, None]
    (sending,) = Browser().get(f"{ALL}/{missed.explanation_id}", **key(api_token)).json()["sendings"]
    assert (sending["landed"], sending["wish"], sending["channel"]) == (False, "numbers", "pdf")
    assert Browser().get(f"{ALL}?client=nobody", **key(api_token)).json()["items"] == []
    first = Browser().get(f"{ALL}?limit=4", **key(api_token)).json()
    rest = Browser().get(f"{ALL}?limit=4&cursor={first['next']}", **key(api_token)).json()
    assert {one["id"] for one in first["items"] + rest["items"]} == set(told)
    assert rest["next"] is None


def test_a_members_key_sees_and_begins_nothing(cast: Cast) -> None:
    one = sent_page(cast).explanation
    ApiToken.objects.create(name="of a member", role="member", token_hash=hash_token("another"))
    assert Browser().get(ALL, **key("another")).json()["items"] == []
    assert Browser().get(f"{ALL}/{one.pk}", **key("another")).status_code == 404
    assert post("another", case=1).status_code == 403
