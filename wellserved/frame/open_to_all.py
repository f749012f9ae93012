"""What guards every page that anybody may open who has its link: nobody is signed in, and the token is the only key."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from wellserved.frame.public import later_page, unlogged
from wellserved.frame.speaking import language_of, speaking

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]


def open_to_all(view: View) -> View:
    """In the visitor's language, never in the log by its address, and kind when the database cannot be asked."""

    @csrf_exempt  # there is nothing that a forged request could borrow
    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "POST"):
            return unlogged(HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"}))
        with speaking(language_of(request)):
            try:
                return unlogged(view(request, *args, **named))
            except DatabaseError as error:
                log.warning("The page %s could not ask the database: %s", view.__name__, type(error).__name__)
                return later_page(request)

    return guarded
