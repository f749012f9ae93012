"""The cast, the same in every test: an admin, a manager, a lead, a member, another team's member, a contact."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from hypothesis import settings

from wellserved.accounts.models import Account, ApiToken
from wellserved.calendars.at_hand import forget_hours
from wellserved.journal.shapes import By
from wellserved.kit.tokens import hash_token
from wellserved.people.models import Client, Contact, Member, Membership, Team
from wellserved.surveys.queries.surveys import forget_definitions
from wellserved.surveys.views.answer_pages import forget_prepared_surveys

# On a busy machine a slow example says nothing about the code. What must be green before anything lands tries the same
# examples every time; `make explore` looks for new ones, and what it finds becomes an @example.
settings.register_profile("wellserved", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("explore" if os.environ.get("EXPLORE") else "wellserved")

PASSWORD = "a long enough word"


@dataclass
class Cast:
    desk: Team
    networks: Team
    admin: Member
    manager: Member
    lead: Member  # leads the desk
    member: Member  # of the desk
    outsider: Member  # of networks: must be refused what is the desk's
    biology: Client
    contact: Contact

    @property
    def admin_by(self) -> By:
        return By("member", self.admin.pk)

    def browser(self, who: str) -> Browser:
        """A test client signed in as "admin", "manager", "lead", "member" or "outsider"."""
        browser = Browser()
        browser.force_login(getattr(self, who).account)
        return browser


def make_member(name: str, role: str, manager: Member | None, team: Team | None, leads: bool = False) -> Member:
    email = f"{name.split()[0].lower()}@campus.example"
    account = Account.objects.create_user(email, PASSWORD, role=role)
    member = Member.objects.create(name=name, email=email, account=account, reports_to=manager)
    if team:
        Membership.objects.create(member=member, team=team, leads=leads)
    return member


@pytest.fixture
def cast(db: Any) -> Cast:
    desk, networks = Team.objects.create(name="Service desk"), Team.objects.create(name="Networks")
    admin = make_member("Ada Admin", "admin", None, None)
    manager = make_member("Mara Manager", "manager", admin, None)
    lead = make_member("Lena Lead", "lead", manager, desk, leads=True)
    member = make_member("Milo Member", "member", lead, desk)
    outsider = make_member("Otto Outsider", "member", manager, networks)
    biology = Client.objects.create(name="Biology", kind="internal")
    contact = Contact.objects.create(
        client=biology, name="Bea Contact", email="bea@biology.example", language="en", timezone="Europe/Berlin"
    )
    return Cast(desk, networks, admin, manager, lead, member, outsider, biology, contact)


@pytest.fixture(autouse=True)
def a_process_that_has_just_begun() -> None:
    """What one test left in memory is nothing to the next."""
    forget_hours()
    cache.clear()


@pytest.fixture(autouse=True)
def remembers_no_survey() -> Iterator[None]:
    """A survey's version never changes, so each process reads it once; but tests are undone, and use its id again."""
    yield
    forget_definitions()
    forget_prepared_surveys()


@pytest.fixture
def api_token(db: Any) -> str:
    """The secret of an admin's API token."""
    secret = "test-token"
    ApiToken.objects.create(name="test", role="admin", token_hash=hash_token(secret))
    return secret
