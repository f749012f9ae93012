"""The page as the client sees it, at explanation/<token>: what left, whatever was written since. It records nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from wellserved.cases.views.photos import picture
from wellserved.cases.views.public_pages import nowhere_page, public
from wellserved.explanations.models import Sending
from wellserved.explanations.page import Page
from wellserved.explanations.queries.reactions import sending_of_token
from wellserved.explanations.views.reacting import reaction_context
from wellserved.explanations.views.writing import pdf_answer
from wellserved.files.models import Blob
from wellserved.files.queries import open_blob
from wellserved.frame.public import public_notice, public_page, unlogged
from wellserved.frame.speaking import language_of, speaking
from wellserved.kit.clock import now

STYLE = Path(__file__).resolve().parents[1] / "static" / "explanations" / "page.css"


def _of_token(token: str) -> tuple[Sending, Page] | None:
    """None where the link leads nowhere, or what it showed has been forgotten."""
    sending = sending_of_token(token)
    try:
        return (sending, Page.from_json(sending.page)) if sending else None
    except (KeyError, TypeError):
        return None


@public
def explanation_shown(request: HttpRequest, token: str) -> HttpResponseBase:
    found = _of_token(token)
    if found is None:
        return nowhere_page(request)
    sending, page = found
    with speaking(language_of(request, sending.language)):
        if sending.expires_at < now():
            return public_notice(
                request,
                gettext_lazy("This link has run out."),
                gettext_lazy("Please answer the letter that brought it, and you get the page once more."),
                status=410,
                to=sending.language,
            )
        known = getattr(sending, "reaction", None)
        context = {
            "page": page,
            "token": token,
            "sending": sending,
            "page_style": _style(),
            "action": f"/explanation/{token}/reaction",
            "clear": ("yes" if known.clear else "no") if known else "",
            "answered": ("yes" if known.answered else "no") if known else "",
            "printed": sending.pdf_id is not None,
            **reaction_context(sending),
        }
        return public_page("explanations/public/shown.html", context, request=request, to=sending.language)


@public
def explanation_shown_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """The same, to keep."""
    return _file(request, token, lambda sending, _: sending.pdf)


@public
def explanation_shown_picture(request: HttpRequest, token: str, n: int) -> HttpResponseBase:
    """The n-th picture on it."""

    def of(_: Sending, page: Page) -> Blob | None:
        shown = page.pictures[n - 1 : n] if n > 0 else ()
        return Blob.objects.filter(sha256=shown[0].sha256).first() if shown else None

    return _file(request, token, of)


def _file(request: HttpRequest, token: str, of: Callable[[Sending, Page], Blob | None]) -> HttpResponseBase:
    found = _of_token(token)
    blob = of(*found) if found and found[0].expires_at >= now() else None
    if blob is None:
        return nowhere_page(request)
    if blob.content_type != "application/pdf":
        return unlogged(picture(blob, "picture"))
    try:
        with open_blob(blob) as file:
            return unlogged(pdf_answer(file.read(), "explanation.pdf"))
    except FileNotFoundError:
        return nowhere_page(request)


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")
