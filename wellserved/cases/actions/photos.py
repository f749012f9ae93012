"""Photos on a case: the contact's own, three at most, and those that members add for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from wellserved.cases.models import Case, CasePhoto
from wellserved.cases.shapes import MOST_MEMBER_PHOTOS, MOST_PHOTOS
from wellserved.files.actions import store_photo
from wellserved.files.models import Blob
from wellserved.files.shapes import PhotoRefusedError
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.models import Member


class PhotosRefusedError(Exception):
    """Which photos were not taken and why, in words for who sent them. The others were."""


def add_photos(*, case_id: int, uploads: Sequence[UploadedFile[Any]], member: Member | None, by: By) -> int:
    """Keep them with the case; how many are new. They are drawn anew before anything is locked."""
    most = MOST_MEMBER_PHOTOS if member else MOST_PHOTOS
    blobs: list[Blob] = []
    problems: list[str] = []
    for number, upload in enumerate(uploads[:most], start=1):
        try:
            blobs.append(store_photo(upload=upload))
        except PhotoRefusedError as refused:
            said = gettext("Photo %(number)s: %(problem)s") % {"number": number, "problem": refused}
            problems.append(str(refused) if len(uploads) == 1 else said)
    added, left_out = _attach(case_id, blobs, member, by, most)
    if left_out or len(uploads) > most:
        problems.append(
            gettext("Three photos are the most that we can take here; the others were left out.")
            if member is None
            else f"{MOST_MEMBER_PHOTOS} photos are the most that a case can hold; the others were left out."
        )
    if problems:
        raise PhotosRefusedError(" ".join(problems))
    return added


@transaction.atomic
def _attach(case_id: int, blobs: Sequence[Blob], member: Member | None, by: By, most: int) -> tuple[int, int]:
    Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    ours = CasePhoto.objects.filter(case_id=case_id, by_contact=member is None)
    here = set(ours.values_list("blob_id", flat=True))
    new = [blob for blob in dict.fromkeys(blobs) if blob.pk not in here]
    kept = new[: max(most - len(here), 0)]
    CasePhoto.objects.bulk_create(
        [CasePhoto(case_id=case_id, blob=blob, member=member, by_contact=member is None) for blob in kept]
    )
    if kept:
        record(kind="case.photo_added", by=by, subject_kind="case", subject_id=case_id, photos=len(kept))
    return len(kept), len(new) - len(kept)
