"""Doors for those who keep them: opened for one's own teams, listed in as many queries however many; their codes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Browser
from PIL import Image

from tests.cast import Cast
from wellserved.doors.codes import can_write, code_svg, squares
from wellserved.doors.models import Door, HeldAnswer
from wellserved.doors.queries.doors import link_of, open_door_of, path_of
from wellserved.doors.recipes import RECIPES, snippet_for
from wellserved.doors.rules import WRONG_PINS, WRONG_PINS_IN
from wellserved.doors.tests.opened import a_door
from wellserved.kit.clock import now

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("path", ["/doors/", "/doors/held/", "/lead-calls/"])
def test_a_list_costs_the_same_however_long(
    cast: Cast, path: str, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    lead = cast.browser("lead")
    a_door(cast)
    lead.get(path)
    with django_assert_max_num_queries(9) as few:
        lead.get(path)
    for number in range(12):
        door = a_door(cast, "feedback", member=cast.member)
        HeldAnswer.objects.create(door=door, key=f"key {number}", reason="same", felt=1, at=now())
    with django_assert_num_queries(len(few)):
        lead.get(path)


def test_a_lead_opens_doors_for_teams_they_lead_and_for_no_other(cast: Cast) -> None:
    lead = cast.browser("lead")
    assert lead.post("/doors/new/feedback/", {"name": "Mine", "team": cast.desk.pk}).status_code == 302
    lead.post("/doors/new/feedback/", {"name": "Theirs", "team": cast.networks.pk})
    lead.post("/doors/new/feedback/", {"name": "Everybody's", "team": ""})
    assert [door.name for door in Door.objects.all()] == ["Mine"]
    cast.browser("manager").post("/doors/new/feedback/", {"name": "Everybody's", "team": ""})
    assert Door.objects.get(name="Everybody's").team is None


@pytest.mark.parametrize("pin", ["", "12", "abcd", "123456789"])
def test_a_kiosk_has_no_way_out_without_a_proper_pin(cast: Cast, pin: str) -> None:
    page = cast.browser("lead").post("/doors/new/kiosk/", {"name": "Tablet", "team": cast.desk.pk, "pin": pin})
    assert page.status_code == 200 and not Door.objects.exists()


def test_only_the_hash_of_a_link_and_of_a_pin_is_kept(cast: Cast) -> None:
    door = a_door(cast, "kiosk")
    token = link_of(door).rpartition("/")[2]
    assert open_door_of(token, "kiosk") == door
    assert open_door_of(token, "feedback") is None
    kept = " ".join(str(value) for value in Door.objects.filter(pk=door.pk).values_list()[0])
    assert token not in kept and "2468" not in kept


def try_pin_at(door: Door, pin: str) -> int:
    return int(Browser().post(f"{path_of(door)}/way-out", f"pin={pin}", content_type=FORM).status_code)


def test_nothing_on_a_kiosks_page_could_be_compared_with_its_pin(cast: Cast) -> None:
    door = a_door(cast, "kiosk")
    page = Browser().get(path_of(door)).content.decode()
    assert door.pin_hash not in page and door.pin_salt not in page
    assert (try_pin_at(door, "1357"), try_pin_at(door, "2468"), try_pin_at(a_door(cast), "2468")) == (403, 204, 404)


def test_a_pin_cannot_be_guessed_by_trying(cast: Cast, time_machine: Any) -> None:
    door = a_door(cast, "kiosk")
    assert {try_pin_at(door, f"{number:04}") for number in range(WRONG_PINS)} == {403}
    assert try_pin_at(door, "2468") == 429, "not even the right one, or trying would go on"
    time_machine.move_to(now() + WRONG_PINS_IN)
    assert try_pin_at(door, "2468") == 204


def test_codes_and_posters(cast: Cast) -> None:
    door = a_door(cast, member=cast.member)
    lead = cast.browser("lead")
    png = lead.get(f"/doors/{door.pk}/code.png")
    assert png["Content-Type"] == "image/png" and Image.open(BytesIO(png.content)).size[0] >= 400
    assert lead.get(f"/doors/{door.pk}/code.svg").content == code_svg(link_of(door))
    pdf = lead.get(f"/doors/{door.pk}/code.pdf?download")
    assert pdf.content.startswith(b"%PDF-1.4") and pdf.content.rstrip().endswith(b"%%EOF")
    assert pdf["Content-Disposition"].startswith("attachment")
    assert lead.get(f"/doors/{door.pk}/code.exe").status_code == 404


def test_a_code_has_its_quiet_border_and_its_three_corners() -> None:
    rows = squares("https://wellserved.example/d/0123456789")
    assert not any(any(row) for row in rows[:4]) and not any(row[0] for row in rows)
    corner = ["".join("#" if cell else "." for cell in row[4:11]) for row in rows[4:11]]
    assert corner == ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]


def test_a_poster_writes_no_boxes() -> None:
    assert can_write("Žofia’s Büro – Łódź") and not can_write("服务台") and not can_write("مكتب")


@pytest.mark.parametrize("key", sorted(RECIPES))
def test_every_recipe_gives_five_links_with_its_placeholder(cast: Cast, key: str) -> None:
    door = a_door(cast, "snippet")
    snippet = snippet_for(link_of(door), RECIPES[key].placeholder)
    assert snippet.count("<a href=") == 5 and snippet.count(RECIPES[key].placeholder) == 5
    assert RECIPES[key].placeholder.encode() in cast.browser("lead").get(f"/doors/{door.pk}/?desk={key}").content
