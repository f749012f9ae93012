"""What people type into the service map."""

from __future__ import annotations

from django import forms

from wellserved.people.models import Team
from wellserved.people.shapes import MapLine


class CustomerForm(forms.Form):
    """One more customer of a team."""

    client = forms.CharField(
        label="Whom do they serve?",
        max_length=200,
        help_text="A team of ours, or a client by name.",
        widget=forms.TextInput(attrs={"list": "names", "autocomplete": "off"}),
    )
    what_for = forms.CharField(
        label="What for?", max_length=200, required=False, help_text="A few words, such as passwords and accounts."
    )
    kind = forms.ChoiceField(
        label="If the name is new",
        choices=[("", "a customer outside"), ("internal", "a department of our own house")],
        required=False,
    )

    def line(self, team: Team) -> MapLine:
        said = self.cleaned_data
        kind = said["kind"]
        return MapLine(team.name, said["client"], kind, said["what_for"])
