"""Signing in without a password: at the organisation's own login, and by a passkey; in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.cast import Cast
from tests.journeys.browser import PASSWORD, Visit, axe, sign_in, tab_to
from tests.servers.openid import running_openid
from wellserved.accounts.models import Account
from wellserved.people.models import Member

pytestmark = [pytest.mark.journey]


def by_name(live_server: Any) -> str:
    """The same site by a name, for browsers make no passkeys for a number."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


def test_somebody_new_comes_in_by_the_campus_login_and_leaves_by_it(
    live_server: Any, visit: Visit, cast: Cast, settings: Any
) -> None:
    cache.clear()
    settings.BASE_URL = site = live_server.url
    with running_openid() as there:
        chosen = {"newcomers": "member", "domains": ("campus.example",)}
        settings.SINGLE_SIGN_ON = there.as_provider(name="the campus login", **chosen)
        there.knows("4711", email="nina@campus.example", email_verified=True, name="Nina New")
        there.knows("4712", email="eve@elsewhere.example", email_verified=True)
        page = visit(script=False)
        page.route("https://**", lambda route: route.abort())  # the provider's page would like a style from elsewhere
        page.goto(f"{site}/clients/")
        page.get_by_role("link", name="Sign in with the campus login").click()
        page.fill("input[name=sub]", "4711")
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(f"{site}/clients/")
        assert Member.objects.get(email="nina@campus.example").name == "Nina New"
        page.goto(f"{site}/account/")
        assert "You have none, and need none" in page.content()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("heading", name="You are signed out here").wait_for()
        page.get_by_role("link", name="Sign out there, too").click()
        assert page.url.startswith(f"{there.issuer}/oauth2/end_session")

        stranger = visit(dark=True)
        stranger.route("https://**", lambda route: route.abort())
        stranger.goto(f"{site}/sign-in/")
        axe(stranger)
        stranger.get_by_role("link", name="Sign in with the campus login").click()
        stranger.fill("input[name=sub]", "4712")
        stranger.get_by_role("button", name="Authorize").click()
        stranger.get_by_role("heading", name="You have no login here yet").wait_for()
        axe(stranger)
        assert not Account.objects.filter(email="eve@elsewhere.example").exists()


def with_a_phone(page: Page) -> Page:
    """The page's browser has a device that keeps passkeys, and whose owner always nods."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_a_passkey_opens_the_door_by_keyboard_alone_until_it_is_removed(
    live_server: Any, visit: Visit, cast: Cast, settings: Any
) -> None:
    cache.clear()
    settings.BASE_URL = site = by_name(live_server)
    page = with_a_phone(visit(f"{site}/sign-in/"))
    sign_in(page, site, "milo@campus.example")
    page.goto(f"{site}/account/")
    page.get_by_role("link", name="Add one").click()
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="It is me").click()
    page.get_by_label("What do you call it?").fill("my phone")
    axe(page)
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("heading", name="For the day the phone is lost").wait_for()
    page.goto(f"{site}/account/")
    assert "my phone" in page.content()
    axe(page)
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{site}/sign-in/?next=/clients/")
    axe(page)
    tab_to(page, "Sign in with a passkey")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/clients/")
    page.goto(f"{site}/account/")
    assert "milo@campus.example" in page.content()
    page.get_by_role("button", name="Sign out").click()
    sign_in_halfway(page, site)  # a password alone opens nothing any more
    axe(page)
    page.get_by_role("button", name="Use your passkey").click()
    page.wait_for_url(f"{site}/")

    page.goto(f"{site}/account/")
    page.get_by_role("link", name="Remove my phone").click()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use your passkey").click()
    page.get_by_role("button", name="Remove it").click()
    page.wait_for_url(f"{site}/account/")
    assert "opens nothing any more" in page.content()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That passkey opens nothing here").wait_for()


def sign_in_halfway(page: Page, site: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.fill("input[name=login]", "milo@campus.example")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="And the second step").wait_for()


def test_where_browsers_make_no_passkeys_nobody_is_offered_one(live_server: Any, visit: Visit, cast: Cast) -> None:
    page = visit(f"{live_server.url}/sign-in/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    sign_in(page, live_server.url, "milo@campus.example")
    page.goto(f"{live_server.url}/account/")
    assert "only where Wellserved is reached by a name and HTTPS" in page.content()
