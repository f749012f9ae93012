"""The letters about signing in."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string

from wellserved.accounts.links import link_for_letter
from wellserved.accounts.models import Account
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter


def write_password_letter(account: Account) -> Letter:
    """To somebody who forgot their password, or says so."""
    return _write(account, "password", f"Choose a new password for {settings.ORGANISATION}")


def write_invitation(account: Account, name: str, inviter: str) -> Letter:
    """To a member who may sign in from now on."""
    return _write(account, "welcome", f"You can sign in at {settings.ORGANISATION}", name=name, inviter=inviter)


def _write(account: Account, kind: str, subject: str, **words: str) -> Letter:
    context = {"link": link_for_letter(account), "organisation": settings.ORGANISATION, **words}
    return queue_letter(
        key=f"{kind}:{account.pk}:{uuid4().hex}",
        kind=kind,
        audience=Letter.Audience.STAFF,
        to_email=account.email,
        to_name=words.get("name", ""),
        from_name=settings.ORGANISATION,
        subject=subject,
        text=render_to_string(f"accounts/letters/{kind}.txt", context),
    )
