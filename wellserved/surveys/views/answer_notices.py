"""What the answer page says where there is nothing to answer: ended, mistyped, or not just now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from wellserved.frame.public import Words, public_notice
from wellserved.surveys.queries.answering import LinkPage


def closed_page(request: HttpRequest, page: LinkPage | None, status: int = 200) -> HttpResponse:
    return public_notice(
        request,
        _("Your answer stands."),
        _("It could be changed for seven days, and those are over. What you said stays as you said it."),
        _("If there is more to say, write to whoever served you: they would like to know."),
        status=status,
        to=language_to(page),
    )


def gone_page(request: HttpRequest, page: LinkPage | None) -> HttpResponse:
    return public_notice(
        request,
        _("This link has ended."),
        _("It could be answered for a while, and that time is over. Thank you for wanting to."),
        _("If there is something we should know, please write to whoever served you."),
        status=410,
        to=language_to(page),
    )


def nowhere_page(request: HttpRequest) -> HttpResponse:
    return public_notice(
        request,
        _("This link leads nowhere."),
        _("Perhaps a piece of it was lost on the way. Please open it again from the letter it came in."),
        status=404,
    )


def refused_page(request: HttpRequest, status: int, *lines: Words) -> HttpResponse:
    return public_notice(request, _("That could not be read."), *lines, status=status)


def later_page(request: HttpRequest) -> HttpResponse:
    got = public_notice(
        request,
        _("Please try again in a moment."),
        _("Something is being put right just now. Your link stays good, and nothing you saved is lost."),
        status=503,
    )
    got["Retry-After"] = "10"
    return got


def language_to(page: LinkPage | None) -> str:
    """What we know of the language of whoever holds the link."""
    return page.language if page else ""
