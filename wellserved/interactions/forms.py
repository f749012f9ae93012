"""What people type, into shapes."""

from __future__ import annotations

from typing import Any

from django import forms

from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.interactions.sheets.rows import names_in, one_line
from wellserved.people.models import Team


def _moment(label: str, help_text: str = "") -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, required=False, widget=widget, help_text=help_text)


class InteractionForm(forms.Form):
    """One interaction, written down by hand."""

    subject = forms.CharField(max_length=300, label="What was it about?")
    team = forms.ModelChoiceField(Team.objects.none(), required=False, label="Team", empty_label="None yet")
    members = forms.CharField(
        max_length=2000, required=False, label="Who served", help_text="Names or addresses, with a semicolon between."
    )
    client = forms.CharField(max_length=200, required=False, label="Client", help_text="A new name makes a new client.")
    contact_name = forms.CharField(max_length=200, required=False, label="Who was served")
    contact_email = forms.EmailField(max_length=254, required=False, label="Their e-mail address")
    service = forms.CharField(max_length=120, required=False, label="Service", help_text="Such as Passwords.")
    channel = forms.CharField(max_length=30, required=False, label="Channel", help_text="Phone, mail, desk …")
    place = forms.CharField(max_length=80, required=False, label="Place")
    opened_at = _moment("Opened")
    closed_at = _moment("Closed", "Empty while it is open.")
    scheduled_at = _moment("Booked for", "If it was an appointment.")
    matters = forms.BooleanField(required=False, label="This one matters a lot")
    leave_out = forms.BooleanField(required=False, label="Do not ask how it felt")

    def __init__(self, *args: Any, teams: Any, frozen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams
        if frozen:
            members = self.fields["members"]
            members.disabled, members.help_text = True, "Settled when it closed. Reopen it to change who served."

    @staticmethod
    def of(found: Interaction) -> dict[str, Any]:
        """What the form shows for an interaction that is there."""
        plain = ("subject", "channel", "place", "opened_at", "closed_at", "scheduled_at", "matters", "team")
        return {
            **{name: getattr(found, name) for name in plain},
            "leave_out": not found.ask,
            "members": "; ".join(member.email or member.name for member in found.members.order_by("name")),
            "client": found.client.name if found.client else "",
            "service": found.service.name if found.service else "",
            "contact_name": found.contact.name if found.contact else "",
            "contact_email": found.contact.email if found.contact else "",
        }

    def shape(self, source: str, external_id: str) -> InteractionIn:
        said = self.cleaned_data
        contact = ContactIn(said["contact_name"], said["contact_email"])
        return InteractionIn(
            source=source,
            external_id=external_id,
            subject=one_line(said["subject"]),
            team=said["team"].name if said["team"] else "",
            members=tuple(dict.fromkeys(names_in(said["members"]))),
            contact=contact if contact.name or contact.email else None,
            matters=said["matters"],
            ask=not said["leave_out"],
            **{name: said[name].strip() for name in ("client", "service", "channel", "place")},
            opened_at=said["opened_at"],
            closed_at=said["closed_at"],
            scheduled_at=said["scheduled_at"],
        )


class UploadForm(forms.Form):
    """A file of interactions, and where it comes from."""

    file = forms.FileField(
        label="The file",
        help_text="CSV or Excel (.xlsx), the names of the columns in its first line.",
        error_messages={"required": "Choose a file first."},
    )
    source = forms.CharField(
        max_length=60,
        label="Where it comes from",
        help_text="A short name, the same each time, such as helpdesk. With a ticket’s number it tells which is which.",
    )
