"""A photo of an answer, for those who may see the answer."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest

from wellserved.files.queries import open_blob
from wellserved.surveys.views.feedback import visible_answer

ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp"}


def photo(request: HttpRequest, pk: int, n: int) -> FileResponse:
    """The n-th photo of a response. It was drawn anew when it came; it may still do nothing."""
    photos = list(visible_answer(request, pk).photos.order_by("pk").select_related("blob"))
    if not 1 <= n <= len(photos):
        raise Http404
    blob = photos[n - 1].blob
    try:
        file = open_blob(blob)
    except FileNotFoundError:
        raise Http404 from None
    name = f"photo-{pk}-{n}.{ENDINGS.get(blob.content_type, 'bin')}"
    return FileResponse(
        file,
        content_type=blob.content_type,
        filename=name,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, max-age=3600",
        },
    )
