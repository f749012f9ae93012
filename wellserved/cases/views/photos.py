"""Photos of a case, for those who may see it; and adding some."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wellserved.cases.actions.photos import PhotosRefusedError, add_photos
from wellserved.cases.models import CasePhoto
from wellserved.cases.views.found import me, seen, worked
from wellserved.files.models import Blob
from wellserved.files.queries import open_blob
from wellserved.people.actors import actor_of

ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp"}


@require_POST
def case_photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Members add photos for themselves."""
    case, member = worked(request, pk), me(request)
    uploads: list[Any] = request.FILES.getlist("photos")
    if not uploads:
        messages.warning(request, "No photo was chosen. Nothing was changed.")
        return redirect("case", pk)
    try:
        add_photos(case_id=case.pk, uploads=uploads, member=member, by=actor_of(request).by)
        messages.success(request, "Kept with the case. They do not see it.")
    except PhotosRefusedError as refused:
        messages.error(request, str(refused))
    return redirect("case", pk)


def case_photo(request: HttpRequest, pk: int, n: int) -> FileResponse:
    """The n-th photo of a case."""
    case = seen(request, pk)
    photos = CasePhoto.objects.filter(case=case).order_by("pk").select_related("blob")
    if not worked_or_theirs(request, pk):
        photos = photos.filter(by_contact=True)
    return picture(nth(list(photos), n), f"photo-{pk}-{n}")


def worked_or_theirs(request: HttpRequest, pk: int) -> bool:
    try:
        worked(request, pk)
    except Http404:
        return False
    return True


def nth(photos: list[CasePhoto], n: int) -> Blob:
    if not 1 <= n <= len(photos):
        raise Http404
    return photos[n - 1].blob


def picture(blob: Blob, name: str) -> FileResponse:
    """It was drawn anew when it came; it may still do nothing."""
    try:
        file = open_blob(blob)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        content_type=blob.content_type,
        filename=f"{name}.{ENDINGS.get(blob.content_type, 'bin')}",
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Robots-Tag": "noindex, nofollow",
            "Cache-Control": "private, max-age=3600",
        },
    )


UNREADABLE = (
    RequestDataTooBig,
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
    UnicodeError,
    ValueError,
)
