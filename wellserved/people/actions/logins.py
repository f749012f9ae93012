"""Members who may sign in: the first admin, invitations, roles, and the end of it."""

from __future__ import annotations

from django.db import transaction

from wellserved.accounts.actions import open_account
from wellserved.accounts.models import Role
from wellserved.journal.shapes import SYSTEM, By
from wellserved.people.addresses import clean_email
from wellserved.people.models import Member
from wellserved.people.rules import clean_name


@transaction.atomic
def create_admin(*, email: str, password: str, name: str, by: By = SYSTEM) -> Member:
    """An admin with a password of their own choice: for `wellserved init`. A ValueError says what is wrong."""
    address = clean_email(email)
    if not address:
        raise ValueError("An admin needs an e-mail address to sign in with.")
    called = clean_name(name)
    account = open_account(email=address, role=Role.ADMIN, password=password, by=by)
    member = Member.objects.filter(email__iexact=address).first() or Member(email=address)
    member.name, member.account = called, account
    member.save()
    return member
