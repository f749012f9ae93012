"""A column that keeps the folded form of another, so that names match whatever their case, on every database."""

from __future__ import annotations

from typing import Any

from django.db import models

from wellserved.people.rules import fold


class FoldedField(models.CharField):  # type: ignore[type-arg]
    """`FoldedField(of="name")` follows `name` on every save and bulk_create (not on `update`, which sees no object).

    SQLite's LOWER knows ASCII only, PostgreSQL's depends on its locale; this is the same on both.
    """

    def __init__(self, *args: Any, of: str = "name", **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002
        folded = fold(getattr(model_instance, self.of) or "")
        setattr(model_instance, self.attname, folded)
        return folded
