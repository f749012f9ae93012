"""One click signs in to a demo, as each role; where real people are served there is no such door."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from tests.cast import Cast


@pytest.mark.parametrize("role", ["admin", "manager", "lead", "member"])
def test_one_click_signs_in(cast: Cast, role: str) -> None:
    browser = Client()
    with override_settings(DEMO=True):
        assert browser.post(f"/demo/sign-in/{role}/").headers["Location"] == "/"
        assert b"Sample data. Letters never leave this demo." in browser.get("/").content
    assert browser.session["_auth_user_id"] == str(getattr(cast, role).account_id)


def test_it_takes_a_press_of_a_button(cast: Cast) -> None:
    with override_settings(DEMO=True):
        assert Client().get("/demo/sign-in/admin/").status_code == 405
        assert Client(enforce_csrf_checks=True).post("/demo/sign-in/admin/").status_code == 403
        assert Client().post("/demo/sign-in/owner/").status_code == 404


def test_there_is_no_such_door_elsewhere(cast: Cast, settings: Any) -> None:
    assert settings.DEMO is False
    browser = Client()
    assert browser.post("/demo/sign-in/admin/").status_code == 404
    assert "_auth_user_id" not in browser.session
    assert b"Sample data" not in browser.get("/sign-in/").content


def test_the_sign_in_page_of_a_demo_offers_the_doors(cast: Cast) -> None:
    with override_settings(DEMO=True):
        page = Client().get("/sign-in/").content.decode()
    for role in ("admin", "manager", "lead", "member"):
        assert f"/demo/sign-in/{role}/" in page


def test_pages_for_the_person_served_say_that_it_is_sample_data(db: Any) -> None:
    with override_settings(DEMO=True):
        assert b"Sample data. Letters never leave this demo." in Client().get("/a/nothing").content
    assert b"Sample data" not in Client().get("/a/nothing").content
