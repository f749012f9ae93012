"""How allauth is bent to this house: nobody signs up by themselves, and letters wait in the outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from wellserved.accounts.letters import write_password_letter
from wellserved.accounts.models import Account
from wellserved.accounts.passkeys import passkey_host
from wellserved.accounts.single_sign_on import SESSION_LASTS
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.sealing import seal, unseal

# What allauth has to say, in our words; what is not here is not said.
WORDS = {
    "account/messages/password_changed.txt": "Your new password counts from now on.",
    "account/messages/password_set.txt": "Your new password counts from now on.",
    "mfa/messages/totp_activated.txt": "From now on signing in takes a code from your phone, too.",
    "mfa/messages/totp_deactivated.txt": "Signing in takes only your password again.",
    "mfa/messages/webauthn_added.txt": "Your passkey opens the door from now on.",
    "mfa/messages/webauthn_removed.txt": "That passkey opens nothing any more.",
    "mfa/messages/recovery_codes_generated.txt": "These are your spare codes. Whatever you had before is void.",
}

GUARDS = ("totp_activated", "totp_deactivated", "recovery_codes_generated", "webauthn_added", "webauthn_removed")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an admin or by `wellserved init`, never by a visitor."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not belong together.",
        "too_many_login_attempts": "There were too many wrong passwords. Please wait five minutes, then try again.",
        "enter_current_password": "This is not your present password.",
        "incorrect_password": "This is not your password.",
        "incorrect_code": "That is not the code. A new one appears every half a minute; type the one that shows now.",
        "account_inactive": "This account is closed. An admin can open it again.",
        "rate_limited": "That was a lot at once. Please wait a few minutes, then try again.",
        "same_as_current": "That is the one you have already.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def login(self, request: HttpRequest, user: Account) -> None:
        ways = [str(step.get("type") or step["method"]) for step in get_authentication_records(request, user)]
        with transaction.atomic():
            super().login(request, user)
            by = By("account", user.pk)
            record(kind="account.signed_in", by=by, subject_kind="account", subject_id=user.pk, ways=ways)
        if "socialaccount" in ways:
            request.session.set_expiry(SESSION_LASTS)

    def set_password(self, user: Account, password: str) -> None:
        with transaction.atomic():
            super().set_password(user, password)
            by = By("account", user.pk)
            record(kind="account.password_chosen", by=by, subject_kind="account", subject_id=user.pk)

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:  # noqa: ARG002
        write_password_letter(user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing leaves this house but through the outbox, in our own words."""

    def send_notification_mail(self, template_prefix: str, user: Account, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """allauth's word that a second step came or went: it is in the journal, whoever did it."""
        what = template_prefix.rpartition("/")[2]
        if what in GUARDS:
            by = By("account", user.pk)
            record(kind="account.guard_changed", by=by, subject_kind="account", subject_id=user.pk, what=what)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",  # noqa: ARG002
        message: str | None = None,
    ) -> None:
        words = message or WORDS.get(message_template or "")
        if words:
            messages.add_message(request, level, words)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The secret behind the codes is sealed with the installation's key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not the code. A new one appears every half a minute; type the one that shows now.",
        "cannot_delete_authenticator": "This one has to stay.",
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_host(), "name": settings.ORGANISATION}

    def generate_authenticator_name(self, user: Account, type: str) -> str:  # noqa: ARG002
        return "A passkey"

    def encrypt(self, text: str) -> str:
        return seal(text, settings.SECRET_KEY)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, settings.SECRET_KEY)
