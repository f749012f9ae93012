"""A kind word, whichever way it comes, is in its owner's and their manager's hands at once, and in nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.kudos.models import Kudos
from wellserved.kudos.tests.given import a_kind_word
from wellserved.mail.models import Letter
from wellserved.people.models import Member
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.links import make_link

pytestmark = pytest.mark.django_db
TOKEN = "t" * 32


def written_to() -> set[str]:
    return set(Letter.objects.filter(kind="kudos").values_list("to_email", flat=True))


def an_answer(cast: Cast, **answer: object) -> str:
    invitation = make_answer(cast, **{"felt": 5, "words": "Milo was patient.", **answer}).invitation  # type: ignore[arg-type]
    invitation.token_hash = hash_token(TOKEN)
    invitation.save()
    return f"/a/{TOKEN}/kudos"


def post(address: str, **fields: object) -> object:
    body = "&".join(f"{name}={value}".replace(" ", "+") for name, value in fields.items())
    return Browser().post(address, body, content_type="application/x-www-form-urlencoded")


def test_a_colleague_gives_one_once(cast: Cast) -> None:
    browser, key = cast.browser("outsider"), "k" * 20
    said = {"key": key, "to": f"member-{cast.member.pk}", "words": "You showed me the racks.", "may_be_shown": "on"}
    for _ in range(2):
        assert browser.post("/kudos/new/", said).status_code == 302
    kudos = Kudos.objects.get()
    assert (kudos.given_by, kudos.member, kudos.team, kudos.came_by) == (
        cast.outsider,
        cast.member,
        cast.desk,
        "colleague",
    )
    assert written_to() == {"milo@campus.example", "lena@campus.example"}


def test_a_team_is_thanked_and_everybody_in_it_reads_it(cast: Cast) -> None:
    cast.browser("outsider").post("/kudos/new/", {"to": f"team-{cast.desk.pk}", "words": "All of you were there."})
    kudos = Kudos.objects.get()
    assert kudos.member is None and kudos.may_be_shown is False
    assert written_to() == {"milo@campus.example", "lena@campus.example", "mara@campus.example"}
    for who, reads in (("member", True), ("lead", True), ("outsider", True), ("manager", True)):
        assert (b"All of you were there." in cast.browser(who).get("/kudos/").content) is reads


@pytest.mark.parametrize("wrong", [{"to": ""}, {"words": " "}, {"words": "x" * 5001}, {"to": "member-0"}, {"to": "x"}])
def test_what_is_missing_is_said_and_nothing_is_sent(cast: Cast, wrong: dict[str, str]) -> None:
    said = {"to": f"member-{cast.member.pk}", "words": "Kind words.", **wrong}
    assert cast.browser("outsider").post("/kudos/new/", said).status_code == 422
    assert not Kudos.objects.exists() and not Letter.objects.exists()


def test_nobody_gives_one_to_themselves(cast: Cast) -> None:
    got = cast.browser("member").post("/kudos/new/", {"to": f"member-{cast.member.pk}", "words": "Well done, me."})
    assert got.status_code == 422 and not Kudos.objects.exists()


def test_after_an_answer_whoever_made_the_difference_is_thanked_once(cast: Cast) -> None:
    address = an_answer(cast)
    assert b"/kudos" in Browser().get(f"/a/{TOKEN}?sent").content
    page = Browser().get(address).content.decode()
    assert "Milo was patient." in page and f'value="{cast.member.pk}" checked' in page
    assert "Otto Outsider" not in page and not Kudos.objects.exists()
    for _ in range(2):
        assert post(address, to=cast.member.pk, words="Milo was patient.").status_code == 303  # type: ignore[attr-defined]
    kudos = Kudos.objects.get()
    assert (kudos.contact, kudos.came_by, kudos.may_be_shown) == (cast.contact, "answer", False)
    assert written_to() == {"milo@campus.example", "lena@campus.example"}
    assert Entry.objects.filter(kind="kudos.given").count() == 1


def test_after_a_low_answer_nobody_is_asked_for_praise(cast: Cast) -> None:
    an_answer(cast, felt=1)
    assert b"/kudos" not in Browser().get(f"/a/{TOKEN}?sent").content


def test_a_link_that_was_not_answered_thanks_nobody(cast: Cast) -> None:
    address = an_answer(cast)
    cast_response = make_answer(cast).invitation
    cast_response.response.delete()
    assert Browser().get("/a/short/kudos").status_code == 404
    assert Browser().get(f"/a/{'u' * 32}/kudos").status_code == 404
    assert Browser().delete(address).status_code == 405


@pytest.mark.parametrize("wrong", [{"to": ""}, {"to": "999"}, {"words": ""}, {"words": "x" * 5001}])
def test_what_is_missing_after_an_answer_is_said_and_kept(cast: Cast, wrong: dict[str, str]) -> None:
    got = post(an_answer(cast), **{"to": cast.member.pk, "words": "Kind words", "shown": "on", **wrong})
    assert got.status_code == 400 and b'name="shown" checked' in got.content  # type: ignore[attr-defined]
    assert not Kudos.objects.exists()


def test_who_would_rather_not_be_found_is_not_named_after_an_answer(cast: Cast) -> None:
    address = an_answer(cast)
    cast.browser("member").post("/kudos/listing/", {"listed": "no"})
    assert "Milo Member" not in Browser().get(address).content.decode()
    assert post(address, to=cast.member.pk, words="Thank you").status_code == 400  # type: ignore[attr-defined]


def test_letters_come_with_the_kind_word_or_not_at_all(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        a_kind_word(cast)
        raise RuntimeError
    assert not Kudos.objects.exists() and not Letter.objects.exists()


def test_the_journal_holds_no_words_and_no_names(cast: Cast) -> None:
    kudos = a_kind_word(cast)
    cast.browser("member").post(f"/kudos/{kudos.pk}/thanks/", {"words": "It was a pleasure"})
    cast.browser("member").post(f"/kudos/{kudos.pk}/hanging/", {"shown": "no"})
    said = "".join(str(entry.details) for entry in Entry.objects.all())
    assert Entry.objects.filter(kind="kudos.taken_down").exists()
    assert not any(word in said for word in ("late", "pleasure", "Bea", "Milo"))


def test_who_left_is_neither_found_nor_written_to(cast: Cast) -> None:
    Member.objects.filter(pk=cast.lead.pk).update(left_at=cast.lead.created_at)
    a_kind_word(cast)
    assert written_to() == {"milo@campus.example", "mara@campus.example"}


def test_what_was_said_in_confidence_never_becomes_kudos(cast: Cast) -> None:
    """Its link leads to no page that thanks by name, and its answer is kept where this room cannot see it."""
    link = make_link(cast, confided_in="2026Q4", expires_at=now() - timedelta(days=1))
    assert Browser().get(f"{link.href}/kudos").status_code == 404
    assert post(f"{link.href}/kudos", to=cast.member.pk, words="Thank you").status_code == 404  # type: ignore[attr-defined]
    assert not Kudos.objects.exists()
