"""Stored bytes belong to nobody by themselves: they go with the last picture that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from wellserved.files.actions import path_of
from wellserved.files.models import Blob


class Picture(Protocol):
    """A row of another room that shows a stored file."""

    blob: Blob


def file_of(picture: Picture) -> Iterable[Path]:
    return [path_of(picture.blob.sha256)]


def drop_unused(picture: Picture) -> Iterable[Path]:
    """Take its row away if no other picture shows it, and say which file nobody needs any more. Same transaction."""
    blob = picture.blob
    for relation in Blob._meta.get_fields(include_hidden=True):
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created and relation.related_model:
            column = relation.field.name  # type: ignore[union-attr]
            if relation.related_model._base_manager.filter(**{column: blob.pk}).exists():  # type: ignore[union-attr]
                return []
    Blob.objects.filter(pk=blob.pk).delete()
    return [path_of(blob.sha256)]
