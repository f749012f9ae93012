"""Signing in and out, forgotten passwords, and the second step at the door."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client as Browser

from tests.cast import PASSWORD, Cast
from wellserved.accounts.actions import close_account
from wellserved.accounts.links import LIFETIME, PasswordLinks, link_to_hand_over
from wellserved.journal.models import Entry
from wellserved.mail.composing import compose
from wellserved.mail.models import Letter


@pytest.fixture(autouse=True)
def no_attempts_counted_before() -> None:
    cache.clear()


def sign_in(browser: Browser, email: str = "milo@campus.example", password: str = PASSWORD, next_: str = "") -> object:
    return browser.post("/sign-in/", {"login": email, "password": password, "next": next_})


def signed_in(browser: Browser) -> bool:
    return browser.get("/account/").status_code == 200


def test_the_right_password_opens_whatever_the_case_of_the_address(cast: Cast) -> None:
    browser = Browser()
    answer = sign_in(browser, "MILO@campus.example", next_="/clients/")
    assert (answer.status_code, answer["Location"]) == (302, "/clients/")
    assert signed_in(browser)
    assert Entry.objects.get(kind="account.signed_in").subject_id == cast.member.account_id


def test_it_never_leads_to_another_site(cast: Cast) -> None:
    assert sign_in(Browser(), next_="https://evil.example/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_sound_the_same(cast: Cast) -> None:
    wrong = sign_in(Browser(), password="something else").content.decode()
    unknown = sign_in(Browser(), email="nobody@campus.example").content.decode()
    for page in (wrong, unknown):
        assert "This address and this password do not belong together." in page


def test_after_five_wrong_passwords_even_the_right_one_waits(cast: Cast) -> None:
    for _ in range(5):
        sign_in(Browser(), password="something else")
    browser = Browser()
    assert "wait five minutes" in sign_in(browser).content.decode()
    assert not signed_in(browser)


def test_signing_out_wants_a_press_of_the_button(cast: Cast) -> None:
    browser = cast.browser("member")
    assert browser.get("/sign-out/").status_code == 405
    assert signed_in(browser)
    assert browser.post("/sign-out/").status_code == 302
    assert not signed_in(browser)


def test_a_closed_login_is_refused_and_ends_where_it_is_open(cast: Cast) -> None:
    browser, account = cast.browser("member"), cast.member.account
    assert account
    close_account(account_id=account.pk, by=cast.admin_by)
    assert not signed_in(browser)
    fresh = Browser()
    sign_in(fresh)
    assert not signed_in(fresh)


def test_nobody_can_sign_up(cast: Cast) -> None:
    assert Browser().get("/sign-up/").status_code in (302, 404)
    assert "account_signup" not in str(Browser().get("/sign-in/").content)


def test_a_forgotten_password_is_chosen_anew_by_a_mailed_link_once(cast: Cast) -> None:
    browser = Browser()
    assert browser.post("/forgotten-password/", {"email": "Milo@campus.example"}).status_code == 302
    letter = Letter.objects.get()
    assert (letter.to_email, letter.audience) == ("milo@campus.example", "staff")
    link = re.search(r"http\S+", str(compose(letter).body))
    assert link
    token = link[0].rstrip("/")[-32:]  # it may hold a hyphen of its own
    assert token not in letter.text
    path = link[0].removeprefix("http://127.0.0.1:8000")
    form = browser.get(path, follow=True)
    assert "Choose a password" in form.content.decode()
    chosen = {"password1": "three odd words", "password2": "three odd words"}
    assert browser.post(form.redirect_chain[-1][0], chosen).status_code == 302
    assert signed_in(browser)
    assert sign_in(Browser(), password="three odd words").status_code == 302
    assert "has done its work" in Browser().get(path, follow=True).content.decode()
    assert not Entry.objects.filter(details__icontains="milo").exists()


def test_nobody_learns_from_it_who_has_a_login(cast: Cast) -> None:
    known = Browser().post("/forgotten-password/", {"email": "milo@campus.example"})
    unknown = Browser().post("/forgotten-password/", {"email": "nobody@campus.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Letter.objects.count() == 1


def test_a_link_runs_out_and_belongs_to_one_account(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    links, milo, lena = PasswordLinks(), cast.member.account, cast.lead.account
    assert milo
    assert lena
    token = links.make_token(milo)
    assert links.check_token(milo, token)
    assert not links.check_token(lena, token)
    stamp, _, rest = token.partition("-")
    assert not links.check_token(milo, f"{int(stamp) + 1}-{rest}")
    for broken in ("", "-", "x", f"٣-{rest}", f"{'9' * 40}-{rest}", f"{stamp}-\ud800"):
        assert not links.check_token(milo, broken)
    start = time.time()
    monkeypatch.setattr(time, "time", lambda: start + LIFETIME + 1)
    assert not links.check_token(milo, token)


def test_a_weak_password_is_refused_with_a_reason(cast: Cast) -> None:
    account = cast.member.account
    assert account
    browser = Browser()
    form = browser.get(link_to_hand_over(account).removeprefix("http://127.0.0.1:8000"), follow=True)
    weak = browser.post(form.redirect_chain[-1][0], {"password1": "password", "password2": "password"})
    assert "at least ten characters" in weak.content.decode()


def test_changing_the_password_keeps_this_browser_and_ends_the_others(cast: Cast) -> None:
    here, elsewhere = Browser(), Browser()
    sign_in(here)
    sign_in(elsewhere)
    changed = {"oldpassword": PASSWORD, "password1": "three odd words", "password2": "three odd words"}
    assert here.post("/account/password/", changed)["Location"] == "/account/"
    assert "counts from now on" in here.get("/account/").content.decode()
    assert not signed_in(elsewhere)


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_second_step_at_the_door(cast: Cast) -> None:
    browser = Browser()
    sign_in(browser)
    asked = browser.get("/account/two-factor/")
    assert asked["Location"].startswith("/account/once-more/")
    again = browser.post(asked["Location"], {"password": PASSWORD, "next": "/account/two-factor/"})
    assert again["Location"] == "/account/two-factor/"
    page = browser.get("/account/two-factor/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in page.content.decode()
    assert browser.post("/account/two-factor/", {"code": "000000"}).status_code == 200
    assert browser.post("/account/two-factor/", {"code": code_for(secret)}).status_code == 302
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)
    spare = browser.get("/account/spare-codes/").context["unused_codes"][0]

    cache.clear()
    fresh = Browser()
    assert sign_in(fresh)["Location"].startswith("/sign-in/code/")
    assert not signed_in(fresh)
    assert "Code" in fresh.get("/sign-in/code/").content.decode()
    assert fresh.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert not signed_in(fresh)
    assert fresh.post("/sign-in/code/", {"code": spare}).status_code == 302
    assert signed_in(fresh)
    assert browser.post("/account/two-factor/off/").status_code == 302
    assert not Authenticator.objects.exists()


def test_a_token_is_shown_once_and_its_list_knows_only_its_name(cast: Cast) -> None:
    browser = cast.browser("admin")
    made = browser.post("/settings/tokens/", {"name": "help desk", "role": "member"}).content.decode()
    secret = re.search(r"ws_[\w-]{32}", made)
    assert secret
    assert "no-store" in browser.post("/settings/tokens/", {"name": "", "role": "member"})["Cache-Control"]
    after = browser.get("/settings/tokens/").content.decode()
    assert "help desk" in after
    assert secret[0] not in after


@pytest.mark.parametrize(
    ("password", "why"),
    [("short", "at least ten"), ("qwertyuiop", "Many people use"), ("mara@campus.example", "like your address")],
)
def test_a_weak_password_is_refused_in_our_words(cast: Cast, password: str, why: str) -> None:
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = cast.browser("manager").post("/account/password/", form).content.decode()
    assert why in page
    assert "too common" not in page and "too similar" not in page
