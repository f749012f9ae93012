"""A kind word reaches its owner and whom they report to, and nobody who would rather not be found."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.doors.queries.doors import path_of
from wellserved.doors.tests.opened import a_door, say, the_page
from wellserved.journal.models import Entry
from wellserved.kudos.models import Kudos
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db


def test_it_is_kept_once_told_to_both_and_journalled(cast: Cast) -> None:
    door = a_door(cast, "thanks")
    page = the_page(door)
    for _ in range(2):
        got = say(door, to=cast.member.pk, words="You stayed late for me.", name="Bea", **page)
        assert got.status_code == 303
    kudos = Kudos.objects.get()
    assert (kudos.member, kudos.team, kudos.giver_name, kudos.may_be_shown) == (cast.member, cast.desk, "Bea", False)
    assert set(Letter.objects.values_list("to_email", flat=True)) == {"milo@campus.example", "lena@campus.example"}
    assert Entry.objects.filter(kind="kudos.given").count() == 1


@pytest.mark.parametrize(("who", "reads"), [("member", True), ("lead", True), ("manager", True), ("outsider", False)])
def test_who_reads_it(cast: Cast, who: str, reads: bool) -> None:
    say(a_door(cast, "thanks"), to=cast.member.pk, words="You stayed late for me.")
    assert (b"You stayed late for me." in cast.browser(who).get("/kudos/").content) is reads


def test_who_would_rather_not_be_found_is_not(cast: Cast) -> None:
    door = a_door(cast, "thanks", team=None)
    link = f"{path_of(door)}?team={cast.desk.pk}"
    assert b"Milo Member" in Browser().get(link).content
    cast.browser("member").post("/kudos/listing/", {"listed": "no"})
    assert b"Milo Member" not in Browser().get(link).content
    got = say(door, to=cast.member.pk, team=cast.desk.pk, words="Thank you, Milo.")
    assert got.status_code == 400 and not Kudos.objects.exists()
    cast.browser("member").post("/kudos/listing/", {"listed": "yes"})
    assert b"Milo Member" in Browser().get(link).content


def test_a_door_of_one_team_shows_nobody_else_and_a_door_of_all_shows_nobody_unasked(cast: Cast) -> None:
    desk = Browser().get(path_of(a_door(cast, "thanks"))).content
    assert b"Milo Member" in desk and b"Otto Outsider" not in desk
    every = path_of(a_door(cast, "thanks", team=None))
    assert b"Milo Member" not in Browser().get(every).content
    assert b"Otto Outsider" in Browser().get(every + "?q=otto").content


@pytest.mark.parametrize("fields", [{"words": ""}, {"words": "x" * 6000}, {"email": "no address"}, {"website": "x"}])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(cast: Cast, fields: dict[str, str]) -> None:
    got = say(a_door(cast, "thanks"), **{"to": cast.member.pk, "words": "Kind words.", "name": "Bea Giver", **fields})
    assert got.status_code == 400 and b"Bea Giver" in got.content
    assert not Kudos.objects.exists()
