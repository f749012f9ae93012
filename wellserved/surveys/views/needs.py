"""Did you know what we needed from you? Asked on the thank-you page where the service has a prep sheet."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from wellserved.frame.public import unlogged
from wellserved.frame.speaking import with_choice
from wellserved.prepsheets.actions import note_knowing
from wellserved.prepsheets.queries import sheets_at_hand
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.answering import hash_of
from wellserved.surveys.views import answer_notices as notices
from wellserved.surveys.views.answer import SeeOther

log = logging.getLogger(__name__)


@csrf_exempt
@login_not_required
def answer_needs(request: HttpRequest, token: str) -> HttpResponse:
    """Only a POST says something; only who has answered is heard, once. Whoever opens the address sees their answer."""
    if request.method in ("GET", "HEAD"):
        return unlogged(SeeOther(with_choice(f"/a/{token}", request.META.get("QUERY_STRING", ""))))
    if request.method != "POST":
        return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
    token_hash = hash_of(token)
    try:
        found = Invitation.objects.filter(token_hash=token_hash, response__isnull=False, cancelled_at=None).first()
        if token_hash is None or found is None:
            return notices.nowhere_page(request)
        answer = _read(request)
        sheet = sheets_at_hand.of(found.service_id)
        if sheet and answer is not None:
            note_knowing(sheet_id=sheet.sheet_id, invitation_id=found.pk, day=found.day, answer=answer)
    except DatabaseError as error:
        log.warning("What somebody knew could not be kept: %s", type(error).__name__)
        return notices.later_page(request)
    back = with_choice(f"/a/{token}?sent", request.META.get("QUERY_STRING", ""))
    return unlogged(HttpResponse(status=303, headers={"Location": back, "Cache-Control": "no-store"}))


def _read(request: HttpRequest) -> int | None:
    try:
        said = request.POST.get("knew", "")
    except (SuspiciousOperation, RequestDataTooBig, MultiPartParserError, UnreadablePostError, UnicodeError):
        return None
    return int(said) if said in ("0", "1", "2") else None
