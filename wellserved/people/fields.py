"""A column that keeps the folded form of another, so that names match whatever their case, on every database."""

from __future__ import annotations

from typing import Any

from django.db import connection, models
from django.db.models import Q

from wellserved.people.rules import fold


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """`FoldedField(of="name")` follows `name` on every save and bulk_create (not on `update`, which sees no object).

    SQLite's LOWER knows ASCII only, PostgreSQL's depends on its locale; this is the same on both.
    With `last_word=True` it keeps the last word alone: a family name, in most of the world.
    """

    def __init__(self, *args: Any, of: str = "name", last_word: bool = False, **kwargs: Any) -> None:
        self.of = of
        self.last_word = last_word
        super().__init__(*args, **{"blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "last_word": self.last_word}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002
        folded = fold(getattr(model_instance, self.of) or "")
        if self.last_word:
            folded = folded.rpartition(" ")[2]
        setattr(model_instance, self.attname, folded)
        return folded


def begins(column: str, text: str) -> Q:
    """That a folded column begins with the text, in the way that this database finds by an index."""
    start = fold(text)
    if connection.vendor == "postgresql":
        return Q(**{f"{column}__startswith": start})
    return Q(**{f"{column}__gte": start, f"{column}__lt": start + chr(0x10FFFF)})
