"""The rail shows what one may enter, and where one stands."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.journal.shapes import By
from wellserved.people.shapes import Actor
from wellserved.site.rail import RANK, ROOMS, Item, rail_for

MOST = 14  # entries that an admin sees at once: more are not read, but searched


def actor(role: str) -> Actor:
    return Actor(role=role, member_id=1, team_ids=frozenset(), led_team_ids=frozenset(), by=By("member", 1))


def entries(role: str, path: str = "/") -> dict[str, Item]:
    return {item.name: item for group in rail_for(actor(role), path, {}) for item in group.items}


@pytest.mark.parametrize("role", RANK)
def test_nobody_has_more_entries_before_them_than_can_be_read(role: str) -> None:
    assert len(entries(role)) <= MOST


def test_inner_rooms_are_shown_where_one_is_in_the_outer_one() -> None:
    at_doors = entries("lead", "/doors/3/")
    assert at_doors["Asks"].open and not at_doors["Asks"].current
    assert [item.name for item in at_doors["Asks"].within if item.current] == ["Doors"]
    assert not entries("lead", "/pulse/")["Asks"].open


def test_who_may_not_enter_the_outer_room_sees_the_inner_ones_in_its_place() -> None:
    seen = entries("member")
    assert "Asks" not in seen and {"Doors", "Prep sheets"} <= set(seen)
    assert "Letters" in entries("manager") and "Settings" not in entries("manager")


def test_an_address_within_another_stands_in_its_own_room() -> None:
    assert entries("admin", "/settings/asking/")["Asks"].current
    assert not entries("admin", "/settings/asking/")["Settings"].open
    assert entries("admin", "/settings/")["Settings"].current


def test_only_today_itself_is_today() -> None:
    assert entries("admin", "/")["Today"].current
    assert not any(item.open for item in entries("admin", "/no-such-page/").values())


@pytest.mark.parametrize("role", RANK)
def test_whoever_sees_an_entry_may_open_it(cast: Cast, role: str) -> None:
    """Nothing in the rail leads to a page that does not exist for this person."""
    browser = cast.browser(role)
    for room in (inner for outer in ROOMS for inner in (outer, *outer.within)):
        answer = browser.get(reverse(room.url))
        assert (answer.status_code in (200, 302)) == (RANK[role] >= RANK[room.least]), room.name


@pytest.mark.parametrize("who", ["member", "lead", "admin"])
def test_what_stands_around_every_page_takes_four_queries(cast: Cast, who: str) -> None:
    """The session, the account, who that is in which teams, and all the numbers of the rail at once."""
    assert queries_of(cast.browser(who), reverse("account_change_password")) == 4
