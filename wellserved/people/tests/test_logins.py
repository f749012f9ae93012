"""Who may sign in, and how they come to it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import Account
from wellserved.kit.clock import now
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter
from wellserved.people import actions
from wellserved.people.actions import create_admin


def test_the_first_admin_chooses_a_password_that_is_none_of_the_common_ones(db: None) -> None:
    with pytest.raises(ValueError, match="at least ten characters"):
        create_admin(email="first@campus.example", password="password", name="First")
    with pytest.raises(ValueError, match="not an e-mail address"):
        create_admin(email="first", password="a long enough word", name="First")
    assert not Account.objects.exists()
    member = create_admin(email="First@campus.example", password="a long enough word", name="First  Admin")
    assert member.account
    assert (member.name, member.account.role, member.account.email) == ("First Admin", "admin", "first@campus.example")
    assert member.account.check_password("a long enough word")
    assert member.created_at <= now()


def test_an_invitation_goes_by_letter_and_opens_with_the_least_role(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True
    new = actions.add_member(name="Nina New", email="nina@campus.example", by=cast.admin_by)
    admin = cast.browser("admin")
    answer = admin.post(f"/members/{new.pk}/invitation/", follow=True)
    assert "on its way to nina@campus.example" in answer.content.decode()
    new.refresh_from_db()
    assert new.account
    assert (new.account.role, new.account.has_usable_password()) == ("member", False)
    letter = Letter.objects.get()
    link = re.search(r"http\S+", str(compose(letter).body))
    assert link
    assert "Ada Admin has opened a login for you" in letter.text
    browser = Browser()
    form = browser.get(link[0].removeprefix("http://127.0.0.1:8000"), follow=True)
    browser.post(form.redirect_chain[-1][0], {"password1": "three odd words", "password2": "three odd words"})
    assert browser.get("/account/").status_code == 200


def test_where_no_letter_can_leave_the_admin_gets_the_link_to_hand_over(cast: Cast, settings: Any) -> None:
    settings.EMAIL_CONFIGURED = False
    new = actions.add_member(name="Nina New", email="nina@campus.example", by=cast.admin_by)
    page = cast.browser("admin").post(f"/members/{new.pk}/invitation/")
    assert "no-store" in page["Cache-Control"]
    link = re.search(r"http://127.0.0.1:8000(/new-password/[^<\s]+)", page.content.decode())
    assert link
    assert "Choose a password" in Browser().get(link[1], follow=True).content.decode()
    assert not Letter.objects.exists()


def test_nobody_is_invited_without_an_address_or_after_leaving(cast: Cast) -> None:
    new = actions.add_member(name="Nina New", by=cast.admin_by)
    with pytest.raises(ValueError, match="no e-mail address"):
        actions.invite_member(member_id=new.pk, inviter="", by=cast.admin_by)
    actions.leave_house(member_id=new.pk, by=cast.admin_by)
    with pytest.raises(ValueError, match="has left"):
        actions.invite_member(member_id=new.pk, inviter="", by=cast.admin_by)


def test_a_new_address_is_the_one_to_sign_in_with(cast: Cast) -> None:
    said = {"member_id": cast.member.pk, "name": "Milo Member", "external_name": "", "reports_to": cast.lead}
    actions.edit_member(**said, email="MM@campus.example", by=cast.admin_by)
    assert cast.member.account
    cast.member.account.refresh_from_db()
    assert cast.member.account.email == "mm@campus.example"
    with pytest.raises(ValueError, match="rather than none"):
        actions.edit_member(**said, email="", by=cast.admin_by)
    with pytest.raises(ValueError, match="Another member has this address"):
        actions.edit_member(**said, email="lena@campus.example", by=cast.admin_by)
