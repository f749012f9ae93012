"""Don't ask me again, at /u/<token>: a GET shows a form and changes nothing, a POST acts (RFC 8058 included)."""

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
from wellserved.interactions.models import Service
from wellserved.journal.shapes import By
from wellserved.kit.tokens import hash_token
from wellserved.people.models import Contact
from wellserved.surveys.actions.stopping import ask_again, stop_asking, stop_asking_about, stop_reminding
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.policy import stored_policy
from wellserved.surveys.views.answer_notices import later_page

log = logging.getLogger(__name__)
TEMPLATE = "surveys/stopping.html"


@csrf_exempt  # a mail program posts here without having been anywhere before; the token is the key
@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one contact's wish. It works with an answered, cancelled or expired link too."""
    if request.method not in ("GET", "HEAD", "POST"):
        got = public_notice(
            request, gettext_lazy("Please open the link as it came."), gettext_lazy("Nothing was changed."), status=405
        )
        got["Allow"] = "GET, HEAD, POST"
        return got
    try:
        return _page(request, token)
    except DatabaseError as error:
        log.warning("The page for asking no more could not ask the database: %s", type(error).__name__)
        return later_page(request)


def _page(request: HttpRequest, token: str) -> HttpResponse:
    invitation = Invitation.objects.select_related("contact").filter(token_hash=hash_token(token)).first()
    contact = invitation.contact if invitation else None
    if invitation is None or contact is None:
        return public_notice(
            request,
            gettext_lazy("This link leads nowhere."),
            gettext_lazy(
                "Perhaps a piece of it was lost on the way. Please open it again from the letter it came in, "
                "or answer that letter and say that you want no more."
            ),
            status=404,
        )
    if request.method == "POST":
        _act(request, contact, invitation.service_id)
        contact.refresh_from_db()
    context = {
        "stopped": contact.opted_out_at is not None,
        "done": request.method == "POST",
        "token": token,
        "service": Service.objects.filter(pk=invitation.service_id).first(),
        "partly": [out.kind for out in contact.opt_outs.all() if out.service_id in (None, invitation.service_id)],
        "reminds": stored_policy().remind_after_days > 0,
    }
    return public_page(TEMPLATE, context, request=request, to=invitation.language)


def _act(request: HttpRequest, contact: Contact, service_id: int) -> None:
    by = By("contact", contact.pk)
    try:
        undo, only = request.POST.get("again") == "yes", request.POST.get("only", "")
    except (SuspiciousOperation, RequestDataTooBig, MultiPartParserError, UnreadablePostError, UnicodeError):
        undo, only = False, ""  # whatever was posted, the wish not to be asked is heard
    if undo:
        ask_again(contact_id=contact.pk, by=by)
    elif only == "reminders":
        stop_reminding(contact_id=contact.pk, by=by)
    elif only == "service" and Service.objects.filter(pk=service_id).exists():
        stop_asking_about(contact_id=contact.pk, service_id=service_id, by=by)
    else:
        stop_asking(contact_id=contact.pk, by=by)
