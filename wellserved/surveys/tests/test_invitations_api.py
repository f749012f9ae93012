"""Invitations over REST: a link shown once, or the reason why not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.kit.tokens import hash_token
from wellserved.mail.models import Letter
from wellserved.people.models import Contact
from wellserved.surveys.models import Invitation
from wellserved.surveys.tests.asking import a_closed_interaction, counted, go_live, reopen, run

NAMED = {"interaction": {"source": "desk", "external_id": "1"}}


def invite(secret: str, **body: Any) -> Any:
    return Browser().post(
        "/api/v1/invitations",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )


@pytest.mark.parametrize("body", [NAMED, {"source": "desk", "external_id": "1"}], ids=["nested", "flat"])
def test_the_link_opens_the_invitation(cast: Cast, api_token: str, settings: Any, body: dict[str, Any]) -> None:
    go_live()
    a_closed_interaction(cast)
    got = invite(api_token, **body)
    assert got.status_code == 201
    said = got.json()
    base, token = said["answer_url"].rsplit("/a/", 1)
    assert base == settings.BASE_URL
    made = Invitation.objects.get(token_hash=hash_token(token))
    assert said["invitation"] == made.pk and made.channel == "api" and not Letter.objects.exists()


def test_a_refusal_is_a_problem_with_its_reason(cast: Cast, api_token: str) -> None:
    a_closed_interaction(cast)
    got = invite(api_token, **NAMED)
    assert got.status_code == 409 and got["Content-Type"] == "application/problem+json"
    assert got.json()["reason"] == "not_live" and got.json()["sentence"] in got.json()["detail"]
    assert invite(api_token, **NAMED, force=True).status_code == 201


def test_an_open_interaction_can_only_be_forced(cast: Cast, api_token: str) -> None:
    go_live()
    reopen(a_closed_interaction(cast))
    assert invite(api_token, **NAMED).json()["reason"] == "not_closed"
    assert invite(api_token, **NAMED, force=True).status_code == 201


def test_the_same_contact_twice_in_the_window(cast: Cast, api_token: str) -> None:
    go_live()
    a_closed_interaction(cast, "1")
    a_closed_interaction(cast, "2")
    assert invite(api_token, **NAMED).status_code == 201
    assert invite(api_token, **NAMED).json()["reason"] == "pending"
    assert invite(api_token, source="desk", external_id="2").json()["reason"] == "minimum"


def test_our_letter_goes_along_if_wanted(cast: Cast, api_token: str) -> None:
    a_closed_interaction(cast)
    assert invite(api_token, **NAMED, force=True, send=True).status_code == 201
    assert Letter.objects.get().to_email == cast.contact.email


def test_a_letter_goes_to_a_link_that_was_given_before(cast: Cast, api_token: str) -> None:
    a_closed_interaction(cast)
    link = invite(api_token, **NAMED, force=True).json()["answer_url"]
    assert not Letter.objects.exists()
    assert invite(api_token, **NAMED, force=True, send=True).json()["answer_url"] == link
    letter, made = Letter.objects.get(), Invitation.objects.get()
    assert made.letter == letter and made.seed in letter.text
    invite(api_token, **NAMED, force=True, send=True)
    assert Letter.objects.count() == 1, "it is on its way already"


@pytest.mark.parametrize("state", ["sent", "failed", "cancelled"])
def test_a_letter_goes_again_when_the_one_before_is_no_longer_here(cast: Cast, api_token: str, state: str) -> None:
    a_closed_interaction(cast)
    for _ in range(3):
        assert invite(api_token, **NAMED, force=True, send=True).status_code == 201
        Letter.objects.update(state=state)
    made = Invitation.objects.get()
    assert list(Letter.objects.order_by("pk").values_list("key", flat=True)) == [
        f"ask:{made.pk}", f"ask:{made.pk}:2", f"ask:{made.pk}:3"
    ]  # fmt: skip
    assert all(made.seed in letter.text for letter in Letter.objects.all())
    assert counted("asked") == 1


def test_an_ask_that_left_stays_one_when_a_second_letter_is_taken_back(
    cast: Cast, api_token: str, settings: Any
) -> None:
    settings.EMAIL_CONFIGURED = True
    go_live()
    interaction = a_closed_interaction(cast)
    run()
    Letter.objects.update(state="sent")
    assert invite(api_token, **NAMED, force=True, send=True).status_code == 201
    reopen(interaction)
    run()
    made = Invitation.objects.get()
    assert [letter.state for letter in Letter.objects.order_by("pk")] == ["sent", "cancelled"]
    assert made.cancelled_at is None and made.letter and made.letter.state == "sent" and counted("asked") == 1


def test_a_letter_needs_an_address(cast: Cast, api_token: str) -> None:
    Contact.objects.update(email="")
    a_closed_interaction(cast)
    assert invite(api_token, **NAMED, force=True, send=True).json()["reason"] == "no_address"
    assert invite(api_token, **NAMED, force=True).status_code == 201


def test_an_unknown_interaction_and_a_body_that_names_none(cast: Cast, api_token: str) -> None:
    assert invite(api_token, source="desk", external_id="nowhere").status_code == 404
    assert invite(api_token, source="de\0sk", external_id="1").status_code == 404
    assert invite(api_token, source="de\ud800sk", external_id="1").status_code == 404
    assert invite(api_token, source="desk").status_code == 422
    assert invite(api_token, interaction={"source": "desk"}).status_code == 422


def test_a_members_key_may_not(cast: Cast) -> None:
    ApiToken.objects.create(name="m", role="member", token_hash=hash_token("m"))
    assert invite("m", **NAMED).status_code == 403
