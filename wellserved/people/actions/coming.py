"""Coming in from the organisation's own login for the first time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from wellserved.accounts.actions import link_account, open_account
from wellserved.accounts.models import Account
from wellserved.accounts.rules import checked_address, is_welcome
from wellserved.accounts.single_sign_on import the_provider
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM
from wellserved.people.addresses import is_email
from wellserved.people.models import Member
from wellserved.people.rules import clean_name


class NotLetInError(Exception):
    """Why somebody whom the provider knows may not come in: "unchecked", "unknown" or "left"."""

    def __init__(self, why: str, address: str = "") -> None:
        super().__init__(why)
        self.why, self.address = why, address


@transaction.atomic
def let_in(*, issuer: str, known_as: str, claims: Mapping[str, Any]) -> Account:
    """The account of somebody who comes for the first time, by their checked address; made if newcomers are taken.

    From then on they are known by the provider's own number, whatever becomes of their address there.
    """
    chosen = the_provider()
    address = checked_address(claims, chosen.vouches)
    if not is_email(address):
        raise NotLetInError("unchecked")
    account = Account.objects.filter(email=address).first() or _newcomer(address, str(claims.get("name") or ""))
    link_account(account=account, issuer=issuer, known_as=known_as)
    return account


def _newcomer(address: str, called: str) -> Account:
    """A login for a member who had none, or for somebody new altogether. Who has left stays out."""
    chosen = the_provider()
    if not chosen.newcomers or not is_welcome(address, chosen.domains):
        raise NotLetInError("unknown", address)
    member = Member.objects.select_for_update(of=("self",)).filter(email=address).first()
    if member and member.left_at is not None:
        raise NotLetInError("left", address)
    if member and member.account_id:  # signs in with another address than they are written to
        raise NotLetInError("unknown", address)
    member = member or Member(email=address, name=_name(called, address))
    added = member.pk is None
    member.account = open_account(email=address, role=chosen.newcomers, by=SYSTEM)
    member.save()
    if added:
        record(kind="member.added", by=SYSTEM, subject_kind="member", subject_id=member.pk)
    return member.account


def _name(called: str, address: str) -> str:
    try:
        return clean_name(called, 200, "name")
    except ValueError:
        return address.partition("@")[0]
