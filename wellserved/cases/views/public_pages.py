"""What all public pages of this room share: who may send what, and what is said when something cannot be read."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from wellserved.cases.forms.public import TooLargeError, UnreadableError
from wellserved.frame.open_to_all import View, open_to_all
from wellserved.frame.public import public_notice, unreadable_page


def public(view: View) -> View:
    """Nothing that cannot be read is kept, and that is said."""

    @open_to_all
    @wraps(view)
    def read(request: HttpRequest, token: str, **more: int) -> HttpResponseBase:
        try:
            return view(request, token, **more)
        except TooLargeError:
            return too_large_page(request)
        except UnreadableError:
            return unreadable_page(request)

    return read


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
