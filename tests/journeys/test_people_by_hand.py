"""A lead adds a client and somebody there; a newcomer chooses a password; a file of people is taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cast import PASSWORD, Cast
from tests.journeys.browser import Visits, axe
from wellserved.accounts.links import link_to_hand_over
from wellserved.people import actions
from wellserved.people.models import Contact


def test_a_lead_adds_a_client_and_somebody_there(visit: Visits, live_server: Any, cast: Cast) -> None:
    page = visit(live_server.url + "/clients/", as_=cast.lead, script=False)
    page.get_by_role("link", name="Add a client").click()
    page.get_by_label("What is it called?").fill("Dental practice")
    page.get_by_role("button", name="Add the client").click()
    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Name").fill("Dora Dent")
    page.get_by_label("E-mail address").fill("not an address")
    page.get_by_role("button", name="Add them").click()
    assert page.get_by_text("is not an e-mail address").is_visible()
    assert page.get_by_label("Name").input_value() == "Dora Dent"
    page.get_by_label("E-mail address").fill("dora@dent.example")
    page.get_by_role("button", name="Add them").click()
    page.get_by_role("button", name="They want no more questions").click()
    assert page.get_by_text("they want no more of our questions").is_visible()
    assert Contact.objects.get(email="dora@dent.example").opted_out_at


def test_a_newcomer_chooses_a_password_and_comes_back_with_it(visit: Visits, live_server: Any, cast: Cast) -> None:
    new = actions.add_member(name="Nina New", email="nina@campus.example", by=cast.admin_by)
    actions.invite_member(member_id=new.pk, inviter="Ada", by=cast.admin_by)
    new.refresh_from_db()
    assert new.account
    link = link_to_hand_over(new.account)
    page = visit(live_server.url + "/new-password/" + link.split("/new-password/")[1])
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    axe(page)
    page.get_by_role("button", name="Save and sign in").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("E-mail address").fill("Nina@Campus.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_text("nina@campus.example").is_visible()


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
def test_a_file_of_people_is_looked_at_before_it_is_taken(
    visit: Visits, live_server: Any, cast: Cast, tmp_path: Path, narrow: bool
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("client,name,email\nBiology,Zoë,zoe@biology.example\nBiology,Kim,nowhere\n")
    page = visit(live_server.url + "/contacts/import/", as_=cast.manager, narrow=narrow)
    page.get_by_label("A CSV or XLSX file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    assert page.get_by_text("“nowhere” is not an e-mail address.").is_visible()
    axe(page)
    assert not Contact.objects.filter(email="zoe@biology.example").exists()
    page.get_by_role("button", name="Take them over").click()
    assert page.get_by_text("1 new, 0 changed, 0 as they were, 1 left out.").is_visible()
    axe(page)
