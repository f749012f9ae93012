"""Cases over REST: opened once, seen by managers' keys, and only as far as a key may see."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.cases.actions.talking import note_case
from wellserved.cases.models import Case, Message, Reading
from wellserved.cases.tests.opened import WORDS, a_case, about, acknowledged
from wellserved.journal.models import Entry
from wellserved.journal.shapes import By
from wellserved.kit.tokens import hash_token
from wellserved.mail.models import Letter
from wellserved.surveys.tests.asking import a_closed_interaction

pytestmark = pytest.mark.django_db


def rest(token: str, **body: Any) -> Any:
    said = {"key": "chat-17", "words": "It broke again."} | body
    headers = {"authorization": f"Bearer {token}"}
    return Browser().post("/api/v1/cases", said, content_type="application/json", headers=headers)


def read(token: str, path: str = "", status: int = 200) -> Any:
    got = Browser().get(f"/api/v1/cases{path}", headers={"authorization": f"Bearer {token}"})
    assert got.status_code == status, got.content
    return got.json()


def test_a_case_is_opened_once_and_rests_with_the_lead(cast: Cast, api_token: str) -> None:
    got = rest(api_token, email="Bea@biology.example", name="Bea", team="service desk", about=["milo@campus.example"])
    assert (got.status_code, got.json()["new"]) == (201, True)
    again = rest(api_token, words="Something else.")
    assert (again.status_code, again.json()) == (200, got.json() | {"new": False})
    case = Case.objects.get()
    assert (case.came_by, case.contact, case.team, case.lead) == ("api", cast.contact, cast.desk, cast.lead)
    assert [row.member for row in case.concerns.all()] == [cast.member] and Message.objects.count() == 1
    assert Letter.objects.get(key=f"case:{case.pk}:receipt").to_email.lower() == "bea@biology.example"
    assert Entry.objects.get(kind="case.opened").actor_kind == "token"


def test_what_it_is_about_says_whose_it_is(cast: Cast, api_token: str) -> None:
    interaction = a_closed_interaction(cast, "4711")
    assert rest(api_token, source="desk", external_id="4711", receipt=False).status_code == 201
    case = Case.objects.get()
    assert (case.interaction, case.contact, case.team) == (interaction, cast.contact, cast.desk)
    assert not Letter.objects.filter(audience="customer").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": " \x00\u202e "},
        {"words": "x" * 10_001},
        {"kind": "sabotage"},
        {"email": "nobody"},
        {"email": "a@b.example\r\nBcc: all@example.org"},
        {"team": "Nowhere"},
        {"about": ["Nobody"]},
        {"about": [""]},
        {"source": "x", "external_id": "y"},
        {"source": "\x00", "external_id": "\ud800"},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_kept(cast: Cast, api_token: str, wrong: Any) -> None:
    assert rest(api_token, **wrong).status_code in (400, 422)
    assert not Case.objects.exists() and not Letter.objects.exists()


def test_one_case_has_both_sides_words_and_no_notes_and_its_reading_is_noted(cast: Cast, api_token: str) -> None:
    case = acknowledged(cast, a_case(cast))
    note_case(case_id=case.pk, member=cast.lead, words="zq among ourselves", by=By("member", cast.lead.pk))
    one = read(api_token, f"/{case.pk}")
    assert [(said["theirs"], said["words"]) for said in one["messages"]] == (
        [(True, WORDS), (False, "thank you for telling us.")]
    )
    assert (one["state"], one["contact"], one["lead"]) == ("acknowledged", "Bea Contact", "Lena Lead")
    assert "zq" not in str(one) and Reading.objects.get().by_kind == "token"


def test_no_key_sees_what_is_for_somebody_alone(cast: Cast, api_token: str) -> None:
    hidden = [a_case(cast, kind="change", concerned=about(cast.member)), a_case(cast, concerned=about(cast.lead))]
    seen = a_case(cast)
    assert [case["id"] for case in read(api_token)["items"]] == [seen.pk]
    for case in hidden:
        read(api_token, f"/{case.pk}", 404)
    assert not Reading.objects.exists()
    ApiToken.objects.create(name="small", role="member", token_hash=hash_token("small"))
    assert rest("small").status_code == 403 and read("small")["items"] == []
    read("small", f"/{seen.pk}", 404)
    read("nobody", "", 401)


def test_pages_follow_each_other_and_cost_the_same(
    cast: Cast, api_token: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cases = [a_case(cast).pk for _ in range(7)]
    acknowledged(cast, Case.objects.get(pk=cases[0]))
    Case.objects.filter(pk__in=cases[1:6]).update(received_at=Case.objects.get(pk=cases[1]).received_at)  # at once
    found, cursor = [], ""
    while cursor is not None:
        page = read(api_token, f"?limit=3&cursor={cursor}")
        found += [case["id"] for case in page["items"]]
        cursor = page["next"]
    assert found == cases[::-1]
    assert [case["id"] for case in read(api_token, "?state=acknowledged&kind=complaint")["items"]] == cases[:1]
    with django_assert_max_num_queries(6):
        read(api_token)
    for wrong in ("?cursor=x", "?limit=0", "?state=x"):
        read(api_token, wrong, 422)
    for wrong in ("/0", "/99999999999999999999", "/x"):
        assert Browser().get(f"/api/v1/cases{wrong}", headers={"authorization": f"Bearer {api_token}"}).status_code in (
            404, 422,
        )  # fmt: skip
