"""Letters that a mail provider's webhook brings: checked by anymail, and kept like all others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from anymail.exceptions import AnymailConfigurationError, AnymailWebhookValidationFailure
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

MOST_BYTES = 40_000_000  # a letter of 25 MB, written as base64 within JSON


@csrf_exempt
@login_not_required
def mail_webhook(request: HttpRequest, provider: str) -> HttpResponseBase:
    """There is no such address until its secret is set."""
    view = _providers().get(provider) if settings.MAIL_IN_SECRET else None
    if view is None:
        raise Http404
    if request.method == "POST" and request.content_type != "multipart/form-data":
        body = request.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            return HttpResponse("This letter is too large.", status=413, content_type="text/plain")
        request._body = body  # type: ignore[attr-defined]  # read here, for letters are larger than forms may be
    try:
        return view(request)
    except RequestDataTooBig:
        return HttpResponse("This letter is too large.", status=413, content_type="text/plain")
    except (AnymailWebhookValidationFailure, AnymailConfigurationError, SuspiciousOperation):
        return HttpResponse("Not signed in.", status=403, content_type="text/plain")


@cache
def _providers() -> dict[str, Callable[..., HttpResponseBase]]:
    """What anymail knows, looked up when the first letter comes: it brings all providers' code along."""
    from anymail.urls import urlpatterns

    ending = "_inbound_webhook"
    named = {str(pattern.name): pattern.callback for pattern in urlpatterns}
    return {name.removesuffix(ending): view for name, view in named.items() if name.endswith(ending)}
