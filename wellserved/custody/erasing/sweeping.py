"""Looks through every text that is kept for a name, an address, a number, and puts a mark in its place.

Others write about people: a note, a theme, a letter to a colleague. Rooms say what is a person's own; this is the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from wellserved.custody.erasing.registry import holds_nothing
from wellserved.kit.forgetting import Whose

SHORT = 60  # shorter columns hold codes, marks and names of fields
NOT_TEXT = {("mail.letter", "to_email"), ("mail.letter", "to_name"), ("mail.letter", "reply_to")}
NOT_TEXT |= {("mail.letter", "from_name"), ("people.member", "name"), ("people.member", "email")}


def columns() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column in which somebody could have written a name."""
    for model in apps.get_models():
        meta = model._meta
        if not meta.managed or meta.proxy or meta.label_lower == "people.contact":
            continue
        if holds_nothing(meta.app_label, meta.label_lower) or meta.label_lower == "people.member":
            continue
        for field in meta.concrete_fields:
            wide = isinstance(field, models.CharField) and (field.max_length or 0) >= SHORT
            free = wide and not field.choices and not field.unique
            if (free or isinstance(field, (models.TextField, models.JSONField))) and (
                (meta.label_lower, field.name) not in NOT_TEXT
            ):
                yield model, field


def sweep(person: Whose) -> int:
    """Hide what gives them away wherever it stands. Returns in how many rows."""
    needles = person.needles
    changed: set[tuple[str, Any]] = set()
    for model, field in columns() if needles else ():
        rows = model._base_manager.annotate(as_text=Cast(field.name, models.TextField()))
        anywhere = Q(pk__in=[])
        for needle in needles:
            anywhere |= Q(as_text__icontains=needle) | Q(as_text__icontains=json.dumps(needle)[1:-1])
        for pk, value in list(rows.filter(anywhere).values_list("pk", field.name)):
            model._base_manager.filter(pk=pk).update(**{field.name: hidden(person, value)})
            changed.add((model._meta.label_lower, pk))
    return len(changed)


def hidden(person: Whose, value: Any) -> Any:
    """A text, or what JSON holds, without them."""
    if isinstance(value, str):
        return person.hidden_in(value)
    if isinstance(value, list):
        return [hidden(person, one) for one in value]
    if isinstance(value, dict):
        return {person.hidden_in(key): hidden(person, one) for key, one in value.items()}
    return value
