"""Rows to lines of JSON and back, the same for every database."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.duration import duration_iso_string

# What is made anew by every installation, or must not outlive a copy: who is signed in, which worker lives,
# and the word that this very copy may write to customers.
NOT_KEPT = frozenset({"contenttypes", "auth", "sessions", "jobs", "mail.release"})
AT_ONCE = 1000


def kept_models() -> list[type[models.Model]]:
    """Every table that a backup holds, those between two models included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in NOT_KEPT
        and model._meta.label_lower not in NOT_KEPT
    ]


def dump(model: type[models.Model], using: str, path: Path) -> int:
    """Write a table's rows to a gzipped file: first the column names, then a row a line. Returns how many."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=5) as file:
        file.write(json.dumps(names) + "\n")
        query = model._base_manager.using(using).order_by("pk").values_list(*names)
        for row in query.iterator(chunk_size=AT_ONCE):
            file.write(json.dumps(row, default=_plain, sort_keys=True, separators=(",", ":")) + "\n")
            rows += 1
    return rows


def load(model: type[models.Model], source: IO[bytes]) -> int:
    """Put a dumped table's rows into an empty one. Returns how many."""
    rows = 0
    with gzip.open(source, "rt", encoding="utf-8") as file:
        fields = [_field(model, name) for name in json.loads(file.readline())]
        convert = [(field.attname, _converter(field)) for field in fields]
        for batch in _batches(file):
            objects = [
                model(**{name: to(value) for (name, to), value in zip(convert, row, strict=True)}) for row in batch
            ]
            model._base_manager.bulk_create(objects, batch_size=AT_ONCE)
            rows += len(objects)
    return rows


def _batches(file: Iterator[str]) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for line in file:
        batch.append(json.loads(line))
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _field(model: type[models.Model], name: str) -> models.Field[Any, Any]:
    for field in model._meta.concrete_fields:
        if field.attname == name:
            for automatic in ("auto_now", "auto_now_add"):  # what was is kept, not what the clock says
                if hasattr(field, automatic):
                    setattr(field, automatic, False)
            return field
    raise KeyError(f"{model._meta.label} has no column {name}")


def _converter(field: models.Field[Any, Any]) -> Any:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.JSONField):
        return lambda value: value
    if isinstance(target, models.BinaryField):
        return lambda value: None if value is None else base64.b64decode(value)
    return target.to_python


def _plain(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    raise TypeError(f"a backup cannot hold a {type(value).__name__}")
