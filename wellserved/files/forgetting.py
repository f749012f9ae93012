"""Stored bytes belong to nobody by themselves: they go with the last picture or letter that has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Protocol

from wellserved.files.actions import path_of
from wellserved.files.models import Blob
from wellserved.kit.forgetting import Piece
from wellserved.mail.models import LetterFile


class Picture(Protocol):
    """A row of another room that shows a stored file."""

    blob: Blob


def file_of(picture: Picture) -> Iterable[Path]:
    return [path_of(picture.blob.sha256)]


def drop_unused(picture: Picture) -> Iterable[Path]:
    """Take its row away if no other picture shows it, and say which file nobody needs any more. Same transaction."""
    return drop_blob(picture.blob)


def drop_blob(blob: Blob) -> Iterable[Path]:
    """The same for bytes that no picture stands for."""
    for relation in Blob._meta.get_fields(include_hidden=True):
        if (relation.one_to_many or relation.one_to_one) and relation.auto_created and relation.related_model:
            column = relation.field.name  # type: ignore[union-attr]
            if relation.related_model._base_manager.filter(**{column: blob.pk}).exists():  # type: ignore[union-attr]
                return []
    Blob.objects.filter(pk=blob.pk).delete()
    return unused([blob.sha256])


def unused(checksums: Collection[str]) -> list[Path]:
    """Where bytes lie that neither a picture nor a letter has any more."""
    kept = set(Blob.objects.filter(sha256__in=checksums).values_list("sha256", flat=True))
    kept |= set(LetterFile.objects.filter(sha256__in=checksums).values_list("sha256", flat=True))
    return [path_of(checksum) for checksum in checksums if checksum not in kept]


PIECES = (
    Piece("Files that went to them with letters", LetterFile, lambda whose: LetterFile.objects.filter(
        whose.by_address("letter__to_email"), letter__audience="customer"), row="goes", told=("name",),
        files=lambda row: [path_of(row.sha256)], unused=lambda row: unused([row.sha256])),
)  # fmt: skip
