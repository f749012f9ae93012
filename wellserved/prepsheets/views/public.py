"""What anybody may read: a published sheet; and the page for wanting no more letters before appointments."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from wellserved.frame.public import public_notice, public_page
from wellserved.frame.speaking import language_of
from wellserved.journal.shapes import By
from wellserved.kit.languages import direction
from wellserved.kit.tokens import hash_token
from wellserved.people.actions import opt_in_contact, opt_out_contact
from wellserved.people.models import Contact
from wellserved.prepsheets.models import HeadsUp
from wellserved.prepsheets.queries import public_text

log = logging.getLogger(__name__)


@csrf_exempt
@login_not_required
def prep_sheet_public(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet in the reader's language, or in English."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    wanted = language_of(request)
    try:
        text = public_text(slug, wanted)
    except DatabaseError as error:
        log.warning("A prep sheet could not be read: %s", type(error).__name__)
        return _later(request)
    if text is None:
        return _nowhere(request)
    context = {
        "text": text,
        "service": text.sheet.service.name,
        "other_language": text.language if text.language != wanted else "",
        "direction": direction(text.language),
    }
    return public_page("prepsheets/public.html", context, request=request)


@csrf_exempt  # a mail program posts here without having been anywhere before; the token is the key
@login_not_required
def prep_no_more(request: HttpRequest, token: str) -> HttpResponse:
    """A GET shows a form and changes nothing, a POST acts (RFC 8058 included), with undo."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    try:
        found = HeadsUp.objects.select_related("contact").filter(token_hash=hash_token(token)).first()
        if found is None:
            return _nowhere(request)
        contact = found.contact
        if request.method == "POST":
            _act(request, contact)
            contact.refresh_from_db()
    except DatabaseError as error:
        log.warning("The page for no more letters could not ask the database: %s", type(error).__name__)
        return _later(request)
    context = {"stopped": contact.opted_out_at is not None}
    return public_page("prepsheets/no_more.html", context, request=request, to=contact.language)


def _act(request: HttpRequest, contact: Contact) -> None:
    by = By("contact", contact.pk)
    try:
        undo = request.POST.get("again") == "yes"
    except (SuspiciousOperation, RequestDataTooBig, MultiPartParserError, UnreadablePostError, UnicodeError):
        undo = False  # whatever was posted, the wish is heard
    if undo:
        opt_in_contact(contact_id=contact.pk, by=by)
    else:
        opt_out_contact(contact_id=contact.pk, by=by)


def _nowhere(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        gettext_lazy("This link leads nowhere."),
        gettext_lazy("Perhaps it was closed, or a piece of it was lost on the way. Please ask whoever gave it to you."),
        status=404,
    )


def _later(request: HttpRequest) -> HttpResponse:
    got = public_notice(request, gettext_lazy("Please try again in a moment."), status=503)
    got["Retry-After"] = "10"
    return got
