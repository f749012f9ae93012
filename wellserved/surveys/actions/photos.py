"""Adding photos to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from wellserved.files.actions import store_photo
from wellserved.files.models import Blob
from wellserved.files.shapes import PhotoRefusedError
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.surveys.models import Photo, Response

MOST_PHOTOS = 3


class PhotosRefusedError(Exception):
    """Which photos were not taken and why, in words for the person who sent them. The others were."""


def add_photos(*, response_id: int, contact_id: int | None, uploads: Sequence[UploadedFile[Any]]) -> int:
    """Keep photos with a response, three at most in all; return how many were added."""
    blobs: list[Blob] = []
    problems: list[str] = []
    for number, upload in enumerate(uploads[:MOST_PHOTOS], start=1):
        try:
            blobs.append(store_photo(upload=upload))
        except PhotoRefusedError as refused:
            problems.append(
                str(refused)
                if len(uploads) == 1
                else gettext("Photo %(number)s: %(problem)s") % {"number": number, "problem": refused}
            )
    added = _attach(response_id, contact_id, blobs)
    if added < len(blobs) or len(uploads) > MOST_PHOTOS:
        problems.append(gettext("Three photos are the most that an answer can hold; the others were left out."))
    if problems:
        raise PhotosRefusedError(" ".join(problems))
    return added


@transaction.atomic
def _attach(response_id: int, contact_id: int | None, blobs: Sequence[Blob]) -> int:
    Response.objects.select_for_update().get(pk=response_id)
    here = set(Photo.objects.filter(response_id=response_id).values_list("blob_id", flat=True))
    new = [blob for blob in dict.fromkeys(blobs) if blob.pk not in here][: MOST_PHOTOS - len(here)]
    Photo.objects.bulk_create([Photo(response_id=response_id, blob=blob) for blob in new])
    if new:
        by = By("contact", contact_id)
        record(kind="answer.photo_added", by=by, subject_kind="response", subject_id=response_id, photos=len(new))
    return len(new) + sum(blob.pk in here for blob in blobs)
