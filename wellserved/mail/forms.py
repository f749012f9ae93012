"""Untrusted input into shapes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from wellserved.kit.sealing import seal
from wellserved.mail.arrivals import NEW, receivers
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Mailbox
from wellserved.mail.rules import one_line


class HandingForm(forms.Form):
    """Where a letter belongs: a kind of thread and its number, or "a new one"."""

    kind = forms.ChoiceField(label="Where does it belong?", required=False)
    number = forms.IntegerField(
        label="Its number",
        required=False,
        min_value=1,
        max_value=10**15,
        error_messages={"invalid": "The number is a whole number, such as 17. Nothing was changed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [
            (one.kind, "Somewhere new" if one.kind == NEW else one.called[:1].upper() + one.called[1:])
            for one in receivers()
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") and not found.get("number"):
            raise forms.ValidationError("Say the number of what it belongs to. Nothing was changed.")
        return {"kind": "", "number": None} | found


class MailboxForm(forms.ModelForm[Mailbox]):
    """The mailbox that letters come in by. The password is sealed, and never shown again."""

    password = forms.CharField(
        label="Password",
        required=False,
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Kept encrypted with this installation’s key. Leave it empty to keep the one that is there.",
    )
    field_order = ("address", "plus", "host", "security", "port", "username", "password", "folder", "move_to")

    class Meta:
        model = Mailbox
        fields = ("address", "plus", "host", "security", "port", "username", "folder", "move_to")
        labels = {
            "address": "The address people answer to",
            "plus": "Letters to name+anything come in here, too",
            "host": "Mail server",
            "security": "Encryption",
            "port": "Port",
            "username": "Name to sign in with",
            "folder": "Folder",
            "move_to": "Where letters are moved afterwards",
        }
        help_texts = {
            "address": "Such as reply@example.org. Answers find their thread by it.",
            "plus": "Most mail servers can do that. If yours cannot, answers are told apart by what they refer to.",
            "host": "Such as imap.example.org. Emptied, no letters are fetched.",
            "move_to": "A folder that exists. Empty: they stay, marked as read.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"].required = False

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"] or "").strip()
        if address and (not is_an_address(address) or "+" in address.partition("@")[0]):
            raise forms.ValidationError("That is not an address of the form name@example.org. Nothing was saved.")
        return address

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in ("host", "username", "folder", "move_to"):
            found[name] = one_line(str(found.get(name) or ""), 200)
        found["folder"] = found["folder"] or "INBOX"
        if '"' in found["folder"] + found["move_to"] or "\\" in found["folder"] + found["move_to"]:
            raise forms.ValidationError("A folder’s name has no quotation marks and no backslash. Nothing was saved.")
        return found

    def sealed(self) -> str | None:
        """The new password, sealed; None to keep the one that is there."""
        given = self.cleaned_data["password"]
        return seal(given, settings.SECRET_KEY) if given else None
