"""What people type into the pages of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import available_timezones

from django import forms
from django.db.models import Q
from django.http import HttpRequest

from wellserved.accounts.models import Role
from wellserved.kit.text import clean_text
from wellserved.people.models import Client, Contact, Member, Team
from wellserved.people.rules import fold
from wellserved.people.shapes import ContactLine

T = TypeVar("T")
ROLES = [
    (Role.MEMBER, "Member: sees what is about them"),
    (Role.LEAD, "Lead: sees, and answers for, the teams they lead"),
    (Role.MANAGER, "Manager: sees everything"),
    (Role.ADMIN, "Admin: changes settings and roles, too"),
]
LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "de": "German",
    "fr": "French",
    "pt-br": "Portuguese (Brazil)",
    "zh-hans": "Chinese (simplified)",
    "ar": "Arabic",
}


def attempt(form: forms.BaseForm, action: Callable[[], T]) -> T | None:
    """Do what the form asks for; if the law refuses, the form says why, and keeps what was typed."""
    try:
        return action()
    except ValueError as refused:
        form.add_error(None, str(refused))
        return None


def sought(request: HttpRequest) -> str:
    """What was typed into the search field."""
    return clean_text(request.GET.get("q", ""))[:200]


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ClientForm(forms.Form):
    name = forms.CharField(label="What is it called?", max_length=200)
    kind = forms.ChoiceField(
        label="Where does it stand?",
        choices=[("external", "Outside: a customer"), ("internal", "Inside: a department or team of ours")],
    )
    active_from = _day("Served since")
    active_until = _day("Served until")
    executive = forms.ModelChoiceField(
        Member.objects.none(),
        label="Who of us answers for them?",
        required=False,
        empty_label="Nobody in particular",
        help_text="Their client executive signs explanations to them.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("executive")
        here = Member.objects.filter(Q(left_at=None) | Q(pk=chosen.pk if chosen else 0))
        self.fields["executive"].queryset = here.order_by("name_key", "id")  # type: ignore[attr-defined]

    @staticmethod
    def of(client: Client) -> dict[str, Any]:
        fields = ("name", "kind", "active_from", "active_until", "executive")
        return {field: getattr(client, field) for field in fields}


class ContactForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200, required=False)
    email = forms.CharField(
        label="E-mail address",
        max_length=254,
        required=False,
        widget=forms.EmailInput,
        help_text="Without one we cannot ask how it was.",
    )
    phone = forms.CharField(label="Phone", max_length=60, required=False)
    client = forms.CharField(
        label="Client", max_length=200, required=False, help_text="Where they work, as it stands under Clients."
    )
    language = forms.ChoiceField(label="Language", required=False)
    timezone = forms.ChoiceField(
        label="Time zone",
        required=False,
        help_text="So that no letter arrives at night. If not known: ours.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages, zones = dict(LANGUAGES), sorted(zone for zone in available_timezones() if "/" in zone)
        spoken = str(self.initial.get("language") or "")
        lived = str(self.initial.get("timezone") or "")
        if spoken and spoken not in languages:
            languages[spoken] = spoken
        if lived and lived not in zones:
            zones.append(lived)
        self.fields["language"].choices = [("", "Not known"), *languages.items()]  # type: ignore[attr-defined]
        self.fields["timezone"].choices = [("", "Not known"), *((z, z.replace("_", " ")) for z in zones)]  # type: ignore[attr-defined]

    def clean_client(self) -> Client | None:
        text = str(self.cleaned_data["client"]).strip()
        if not text:
            return None
        client = Client.objects.filter(name_key=fold(" ".join(text.split()))).first()
        if client is None:
            raise forms.ValidationError("There is no client of this name. Add it under Clients first.")
        return client

    def line(self) -> ContactLine:
        said = self.cleaned_data
        return ContactLine(said["client"], said["name"], said["email"], said["language"], said["timezone"])

    @staticmethod
    def of(contact: Contact) -> dict[str, Any]:
        fields = ("name", "email", "phone", "language", "timezone")
        return {"client": str(contact.client or ""), **{field: getattr(contact, field) for field in fields}}


class TeamForm(forms.Form):
    name = forms.CharField(label="What is the team called?", max_length=120)


class JoinForm(forms.Form):
    member = forms.ModelChoiceField(Member.objects.none(), label="Who joins?", empty_label="Choose somebody")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Member.objects.filter(left_at=None).exclude(memberships__team=team).order_by("name_key")
        self.fields["member"].queryset = others  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    name = forms.CharField(label="Name", max_length=200)
    email = forms.CharField(label="E-mail address", max_length=254, required=False, widget=forms.EmailInput)
    external_name = forms.CharField(
        label="What does the help desk call them?",
        max_length=200,
        required=False,
        help_text="If it uses a short name, imports know them by it.",
    )
    reports_to = forms.ModelChoiceField(
        Member.objects.none(),
        label="Whom do they report to?",
        required=False,
        empty_label="Nobody",
        help_text="Praise reaches this person, too.",
    )

    def __init__(self, *args: Any, member: Member | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Member.objects.filter(left_at=None)
        if member:
            others = others.exclude(pk=member.pk) | Member.objects.filter(pk=member.reports_to_id or 0)
        self.fields["reports_to"].queryset = others.order_by("name_key")  # type: ignore[attr-defined]

    @staticmethod
    def of(member: Member) -> dict[str, Any]:
        return {field: getattr(member, field) for field in ("name", "email", "external_name", "reports_to")}


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="What may they do?", choices=ROLES)
