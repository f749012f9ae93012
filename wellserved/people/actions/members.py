"""Members: added, edited, whom they report to, leaving and coming back."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from wellserved.accounts.actions import close_account, reopen_account, set_address
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.people.addresses import clean_email
from wellserved.people.models import Member
from wellserved.people.rules import clean_name, closes_a_circle

FIELDS = ("name", "email", "external_name", "reports_to_id")


@transaction.atomic
def add_member(
    *, name: str, email: str = "", external_name: str = "", reports_to: Member | None = None, by: By
) -> Member:
    member = Member()
    _fill(member, name, email, external_name, reports_to)
    record(kind="member.added", by=by, subject_kind="member", subject_id=member.pk)
    return member


@transaction.atomic
def edit_member(
    *, member_id: int, name: str, email: str, external_name: str, reports_to: Member | None, by: By
) -> Member:
    """What is known of a member. Who signs in does so with the new address from now on."""
    member = Member.objects.select_for_update(of=("self",)).select_related("account").get(pk=member_id)
    before = {field: getattr(member, field) for field in FIELDS}
    _fill(member, name, email, external_name, reports_to)
    fields = [field.removesuffix("_id") for field in FIELDS if before[field] != getattr(member, field)]
    if member.account_id and "email" in fields:
        if not member.email:
            raise ValueError("They sign in with this address. Give another rather than none.")
        set_address(account_id=member.account_id, email=member.email, by=by)
    if fields:
        record(kind="member.edited", by=by, subject_kind="member", subject_id=member.pk, fields=fields)
    return member


@transaction.atomic
def leave_house(*, member_id: int, by: By) -> bool:
    """The member serves no more: the login is closed, what they did stays. Never the last admin."""
    member = Member.objects.select_for_update().get(pk=member_id)
    if member.left_at is not None:
        return False
    if member.account_id:
        close_account(account_id=member.account_id, by=by)
    member.left_at = now()
    member.save(update_fields=["left_at"])
    record(kind="member.left", by=by, subject_kind="member", subject_id=member_id)
    return True


@transaction.atomic
def come_back(*, member_id: int, by: By) -> bool:
    """The member is back, in the teams they were in, with the login they had."""
    member = Member.objects.select_for_update().get(pk=member_id)
    if member.left_at is None:
        return False
    if member.account_id:
        reopen_account(account_id=member.account_id, by=by)
    member.left_at = None
    member.save(update_fields=["left_at"])
    record(kind="member.came_back", by=by, subject_kind="member", subject_id=member_id)
    return True


def _fill(member: Member, name: str, email: str, external_name: str, reports_to: Member | None) -> None:
    member.name = clean_name(name, 200, "member's name")
    member.email = clean_email(email)
    external = external_name.strip()
    member.external_name = clean_name(external, 200, "name in the help desk") if external else ""
    _check_manager(member, reports_to)
    member.reports_to = reports_to
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        raise ValueError(_taken(member)) from None


def _check_manager(member: Member, manager: Member | None) -> None:
    """Nobody reports to themselves, not even by a detour. All lines are locked, lest two edits close a circle."""
    if manager is None or member.pk is None:
        return
    lines = dict(Member.objects.select_for_update().order_by("pk").values_list("pk", "reports_to_id"))
    if closes_a_circle(lines, member.pk, manager.pk):
        raise ValueError(f"{manager.name} reports to {member.name} already, so this would be a circle.")


def _taken(member: Member) -> str:
    if member.email and Member.objects.filter(email__iexact=member.email).exclude(pk=member.pk).exists():
        return "Another member has this address."
    return "The help desk calls another member so."
