"""The form of the answer page as it came in, or the page that says why it cannot be read."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from wellserved.files.shapes import MOST_BYTES
from wellserved.surveys.actions.photos import MOST_PHOTOS
from wellserved.surveys.forms.answering import Fields, read_fields
from wellserved.surveys.shapes import LARGEST_FORM
from wellserved.surveys.views.answer_notices import refused_page

PLAIN, WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
LARGEST = {PLAIN: LARGEST_FORM, WITH_FILES: MOST_PHOTOS * MOST_BYTES + LARGEST_FORM}
Form = tuple[Fields, list[UploadedFile[Any]]]


def read_form(request: HttpRequest) -> Form | HttpResponse:
    """The fields and the photos. A plain form is read past Django's QueryDict, which takes three times as long."""
    largest = LARGEST.get(request.content_type or "")
    if largest is None:
        return refused_page(request, 400, _("Please open the link from your letter, and send the form there."))
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
            return _too_large(request)
    except ValueError:
        return refused_page(request, 400, _("Please go back and send it once more."))
    try:
        if request.content_type == WITH_FILES:
            return dict(request.POST.lists()), request.FILES.getlist("photos")
        return read_fields(request.body), []
    except RequestDataTooBig:
        return _too_large(request)
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError, UnicodeError, ValueError):
        return refused_page(request, 400, _("Nothing was changed. Please go back and send it once more."))


def _too_large(request: HttpRequest) -> HttpResponse:
    return refused_page(
        request, 413, _("It is larger than we can take: 5,000 characters, and three photos of up to 12 MB each.")
    )
