"""The living page of every component, light beside dark, drawn with the same templates and styles as the product."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wellserved.people.actors import actor_of
from wellserved.surveys.shapes import FACES, QUALITIES

COLOURS = (
    ("paper", "what a page lies on"),
    ("sheet", "one thought"),
    ("ink", "what matters"),
    ("soft", "what explains"),
    ("line", "hairlines"),
    ("edge", "borders one can press"),
    ("wash", "the expected"),
    ("wash-2", "the missed"),
    ("target", "the bullseye, and what is late"),
    ("target-tint", "late, quietly"),
    ("kind", "kind or done"),
    ("kind-tint", "a kind word"),
    ("care", "needs care"),
    ("care-tint", "mind this"),
)


class SampleForm(forms.Form):
    """One of each field, with something wrong in it."""

    name = forms.CharField(label="Name", help_text="As people call them.")
    email = forms.EmailField(label="E-mail", required=False)
    role = forms.ChoiceField(label="Role", choices=[("member", "Member"), ("lead", "Lead")])
    words = forms.CharField(label="In your own words", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    may_call = forms.BooleanField(
        label="You may call me about this", required=False, help_text="Only about this, and only once."
    )


def design(request: HttpRequest) -> HttpResponse:
    if not actor_of(request).is_admin:
        raise Http404
    schemes = []
    for scheme in ("light", "dark"):
        form = SampleForm({"email": "not an address", "role": "lead"}, auto_id=f"{scheme}-%s", label_suffix="")
        form.is_valid()
        schemes.append((scheme, form))
    context = {"schemes": schemes, "colours": COLOURS, "faces": FACES, "qualities": QUALITIES}
    return render(request, "site/design.html", context)
