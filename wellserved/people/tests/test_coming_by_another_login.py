"""Signing in at the organisation's own OpenID provider: who comes in, as whom, and who does not."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client as Browser

from tests.cast import Cast
from tests.servers.openid import OpenIdServer, running_openid
from wellserved.accounts.models import Account
from wellserved.accounts.single_sign_on import Conversation
from wellserved.journal.models import Entry
from wellserved.people import actions
from wellserved.people.models import Member

HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def provider() -> Iterator[OpenIdServer]:
    with running_openid() as server:
        yield server


@pytest.fixture(autouse=True)
def fresh(settings: Any, provider: OpenIdServer) -> None:
    cache.clear()
    settings.SINGLE_SIGN_ON = provider.as_provider()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


def sign_in_there(there: str, number: str) -> str:
    """What the provider sends the browser back to, once somebody has said who they are."""
    fields = {"action": "deny"} if number == "nobody" else {"sub": number}
    try:
        urllib.request.build_opener(NoRedirect).open(there, urllib.parse.urlencode(fields).encode(), timeout=10)
    except urllib.error.HTTPError as sent:
        return str(sent.headers["Location"]).removeprefix(HERE)
    raise AssertionError("The provider sent nobody back")


def come(number: str, next_: str = "", browser: Browser | None = None) -> tuple[Browser, Any]:
    browser = browser or Browser()
    began = browser.get("/sign-in/with/", {"next": next_} if next_ else {})
    assert began.status_code == 302, began.content
    return browser, browser.get(sign_in_there(began["Location"], number))


def who(browser: Browser) -> str:
    page = browser.get("/account/")
    return str(page.context["user"].email) if page.status_code == 200 else ""


def test_somebody_who_was_invited_comes_in_by_their_checked_address(cast: Cast, provider: OpenIdServer) -> None:
    provider.knows("17", email="Milo@campus.example", email_verified=True, name="Milo M.", picture="http://x/y.png")
    browser, answer = come("17", next_="/clients/")
    assert (answer.status_code, answer["Location"]) == (302, "/clients/")
    assert who(browser) == "milo@campus.example"
    assert Entry.objects.filter(kind="account.linked").count() == 1
    assert Entry.objects.get(kind="account.signed_in").details["ways"] == ["socialaccount"]
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.uid, kept.provider, kept.extra_data) == (cast.member.account, "17", provider.issuer, {})
    assert not SocialToken.objects.exists()
    assert cast.member.account.check_password("a long enough word")
    assert browser.session.get_expiry_age() <= 12 * 3600


def test_from_then_on_the_number_counts_and_not_the_address(cast: Cast, provider: OpenIdServer) -> None:
    provider.knows("18", email="milo@campus.example", email_verified=True)
    come("18")
    provider.knows("18", email="lena@campus.example", email_verified=True)
    browser, _ = come("18")
    assert who(browser) == "milo@campus.example"
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("checked", [{}, {"email_verified": False}, {"email_verified": "no"}, {"email_verified": 1}])
def test_an_address_that_nobody_checked_opens_nothing(cast: Cast, provider: OpenIdServer, checked: Any) -> None:
    provider.knows("19", email="ada@campus.example", **checked)
    browser, answer = come("19")
    assert answer.status_code == 403
    assert "did not say that it checked your e-mail address" in answer.content.decode()
    assert who(browser) == ""
    assert not SocialAccount.objects.exists()


def test_silence_counts_where_the_operator_vouches_but_a_no_does_not(
    cast: Cast, provider: OpenIdServer, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = provider.as_provider(vouches=True)
    provider.knows("20", email="milo@campus.example")
    assert who(come("20")[0]) == "milo@campus.example"
    provider.knows("21", email="ada@campus.example", email_verified=False)
    assert who(come("21")[0]) == ""


def test_whom_nobody_invited_is_told_so_and_gets_no_account(cast: Cast, provider: OpenIdServer) -> None:
    provider.knows("22", email="nina@campus.example", email_verified=True, name="Nina New")
    accounts, members = Account.objects.count(), Member.objects.count()
    browser, answer = come("22")
    assert answer.status_code == 403
    assert "nobody has invited that address" in answer.content.decode()
    assert "nina@campus.example" in answer.content.decode()
    assert (who(browser), Account.objects.count(), Member.objects.count()) == ("", accounts, members)


def test_newcomers_come_in_where_they_are_taken_with_the_role_that_was_set(
    cast: Cast, provider: OpenIdServer, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = provider.as_provider(newcomers="member", domains=("campus.example",))
    provider.knows("23", email="nina@campus.example", email_verified=True, name="Nina  New")
    assert who(come("23")[0]) == "nina@campus.example"
    nina = Member.objects.get(email="nina@campus.example")
    assert nina.account
    assert (nina.name, nina.account.role, nina.account.has_usable_password()) == ("Nina New", "member", False)
    provider.knows("24", email="eve@elsewhere.example", email_verified=True)
    provider.knows("25", email="eve@notcampus.example", email_verified=True)
    provider.knows("26", email='"eve@campus.example"@elsewhere.example', email_verified=True)
    for number in ("24", "25", "26"):
        assert come(number)[1].status_code == 403


def test_a_member_without_a_login_gets_their_own_page_and_one_who_left_does_not(
    cast: Cast, provider: OpenIdServer, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = provider.as_provider(newcomers="lead")
    known = actions.add_member(name="Nina Known", email="nina@campus.example", by=cast.admin_by)
    left = actions.add_member(name="Olga Gone", email="olga@campus.example", by=cast.admin_by)
    actions.leave_house(member_id=left.pk, by=cast.admin_by)
    provider.knows("27", email="nina@campus.example", email_verified=True, name="Somebody Else")
    provider.knows("28", email="olga@campus.example", email_verified=True)
    assert who(come("27")[0]) == "nina@campus.example"
    known.refresh_from_db()
    assert known.account
    assert (known.name, known.account.role) == ("Nina Known", "lead")
    answer = come("28")[1]
    assert answer.status_code == 403
    assert "Your login here is closed" in answer.content.decode()


def test_a_closed_login_stays_closed(cast: Cast, provider: OpenIdServer) -> None:
    provider.knows("29", email="milo@campus.example", email_verified=True)
    come("29")
    actions.leave_house(member_id=cast.member.pk, by=cast.admin_by)
    browser, answer = come("29")
    assert answer["Location"] == "/sign-in/closed/"
    assert who(browser) == ""


def test_turning_back_and_worn_answers_change_nothing(cast: Cast, provider: OpenIdServer) -> None:
    assert "You turned back" in come("nobody")[1].content.decode()
    provider.knows("30", email="milo@campus.example", email_verified=True)
    browser = Browser()
    back = sign_in_there(browser.get("/sign-in/with/")["Location"], "30")
    stolen = Browser().get(back)  # somebody else's browser: it began nothing
    assert stolen.status_code == 400
    assert "Please begin once more" in stolen.content.decode()
    assert browser.get(back).status_code == 302
    assert Browser().get(back).status_code == 400
    assert browser.get("/sign-in/with/back/?state=x&code=y").status_code == 302  # signed in: on to Today
    for query in ("", "?code=x", "?state=x", "?error=server_error", "?state=\ud800"):
        answer = Browser().get("/sign-in/with/back/" + urllib.parse.quote(query, safe="?=&", errors="replace"))
        assert answer.status_code in (400, 502)


def test_it_never_leads_to_another_site(cast: Cast, provider: OpenIdServer) -> None:
    provider.knows("31", email="milo@campus.example", email_verified=True)
    assert come("31", next_="https://evil.example/")[1]["Location"] == "/"


def test_a_provider_that_is_away_or_calls_itself_otherwise_is_told_in_plain_words(
    cast: Cast, provider: OpenIdServer, settings: Any
) -> None:
    known = provider.as_provider()
    for issuer in ("http://127.0.0.1:9", f"{provider.issuer}/.well-known/openid-configuration"):
        settings.SINGLE_SIGN_ON = replace(known, issuer=issuer)
        answer = Browser().get("/sign-in/with/")
        assert answer.status_code == 502
        assert "could not be reached, or answered something else" in answer.content.decode()


@pytest.mark.parametrize("claims", [{"sub": "35"}, {}])
def test_claims_about_two_people_open_nothing(
    cast: Cast, provider: OpenIdServer, monkeypatch: pytest.MonkeyPatch, claims: dict[str, str]
) -> None:
    provider.knows("34", email="milo@campus.example", email_verified=True)
    theirs = {"email": "ada@campus.example", "email_verified": True, **claims}
    monkeypatch.setattr(Conversation, "_fetch_user_info", lambda *_: theirs)
    browser, answer = come("34")
    assert (answer.status_code, who(browser)) == (502, "")
    assert not SocialAccount.objects.exists()


def test_signing_out_ends_it_here_and_shows_the_way_out_there(cast: Cast, provider: OpenIdServer) -> None:
    provider.knows("32", email="milo@campus.example", email_verified=True)
    browser, _ = come("32")
    page = browser.post("/sign-out/").content.decode()
    assert f"{provider.issuer}/oauth2/end_session?id_token_hint=" in page
    assert "Sign out there, too" in page
    assert who(browser) == ""
    assert browser.post("/sign-out/").status_code == 302
    assert not any("id_token" in str(one.get_decoded()) for one in Session.objects.all())


def test_a_second_step_is_asked_of_who_has_one(cast: Cast, provider: OpenIdServer) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    assert cast.member.account
    TOTP.activate(cast.member.account, "JBSWY3DPEHPK3PXP")
    provider.knows("33", email="milo@campus.example", email_verified=True)
    browser, answer = come("33")
    assert answer["Location"] == "/sign-in/code/"
    assert who(browser) == ""
