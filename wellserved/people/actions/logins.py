"""Members who may sign in: the first admin, invitations, roles."""

from __future__ import annotations

from django.db import transaction

from wellserved.accounts.actions import open_account, set_role
from wellserved.accounts.letters import write_invitation
from wellserved.accounts.links import link_to_hand_over
from wellserved.accounts.models import Role
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.mail.queries import mail_is_set_up
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
    record(kind="member.invited", by=by, subject_kind="member", subject_id=member.pk)
    return member


@transaction.atomic
def invite_member(*, member_id: int, inviter: str, by: By) -> str:
    """Open a login for the member, or remind them of it, by a letter with a link to choose a password.

    Returns the link itself where no letter can leave, for the admin to hand over; otherwise nothing.
    """
    member = Member.objects.select_for_update(of=("self",)).select_related("account").get(pk=member_id)
    if member.left_at is not None:
        raise ValueError(f"{member.name} has left. Say first that they are back.")
    if not member.email:
        raise ValueError(f"{member.name} has no e-mail address to sign in with. Add one first.")
    if member.account is None:
        member.account = open_account(email=member.email, role=Role.MEMBER, by=by)
        member.save(update_fields=["account"])
    record(kind="member.invited", by=by, subject_kind="member", subject_id=member_id)
    if not mail_is_set_up():
        return link_to_hand_over(member.account)
    write_invitation(member.account, member.name, inviter)
    return ""


@transaction.atomic
def change_role(*, member_id: int, role: str, by: By) -> Member:
    """What the member may do. Never takes the last admin."""
    member = Member.objects.get(pk=member_id)
    if member.account_id is None:
        raise ValueError(f"{member.name} does not sign in yet. Invite them first.")
    set_role(account_id=member.account_id, role=role, by=by)
    return member
