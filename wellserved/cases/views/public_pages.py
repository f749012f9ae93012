"""What all public pages of this room share: who may send what, and what is said when something cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from wellserved.cases.forms.public import TooLargeError, UnreadableError
from wellserved.frame.public import later_page, public_notice, unlogged
from wellserved.frame.speaking import language_of, speaking

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Nobody is signed in here: the token is the only key. Nothing that cannot be read is kept, and that is said."""

    @csrf_exempt  # there is nothing that a forged request could borrow
    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, token: str, **more: int) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "POST"):
            return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
        with speaking(language_of(request)):
            try:
                return unlogged(view(request, token, **more))
            except TooLargeError:
                return too_large_page(request)
            except UnreadableError:
                return unreadable_page(request)
            except DatabaseError as error:
                log.warning("A public page of a case could not ask the database: %s", type(error).__name__)
                return later_page(request)

    return guarded


def nowhere_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("This link leads nowhere."),
        _("Perhaps a piece of it was lost on the way. Please open it once more from the letter that brought it."),
        status=404,
    )


def too_large_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("That was too large for us."),
        _("Nothing was kept of it. We can take 10,000 characters, and three photos of up to 12 MB each."),
        status=413,
    )


def unreadable_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("That could not be read."),
        _("Nothing was kept of it. Please go back and send it once more, a little shorter if it was long."),
        status=400,
    )
