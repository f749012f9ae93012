"""What every page of an explanation begins with: if this person may see it, and its page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from wellserved.explanations.models import Explanation, Version
from wellserved.explanations.page import Page, page_of
from wellserved.explanations.printing import Printed, printed
from wellserved.explanations.queries.evidence import evidence_of
from wellserved.explanations.queries.explanations import explanations_visible_to, explanations_written_by, latest
from wellserved.explanations.queries.formats import format_of
from wellserved.explanations.shapes import PageFormat
from wellserved.kit.clock import now
from wellserved.people.actors import actor_of
from wellserved.people.models import Member

WITH = ("client", "contact", "team", "writer__account", "executive", "reviewer", "approved_by", "case", "interaction")
NO_LINK = f"{settings.BASE_URL}/explanation/" + "x" * 32  # as long as the true one, which is only made when it leaves


def seen(request: HttpRequest, pk: int) -> Explanation:
    return get_object_or_404(explanations_visible_to(actor_of(request)).select_related(*WITH), pk=pk)


def written(request: HttpRequest, pk: int) -> Explanation:
    """One that this person may write on."""
    return get_object_or_404(explanations_written_by(actor_of(request)).select_related(*WITH), pk=pk)


def me(request: HttpRequest) -> Member:
    """Who writes must be somebody, for pages bear a name."""
    return get_object_or_404(Member.objects.select_related("account"), pk=actor_of(request).member_id or 0)


def page_now(one: Explanation, version: Version | None = None, used: PageFormat | None = None) -> Page:
    """The page as it stands, or as it would stand with this text and format."""
    return page_of(one, version or latest(one), evidence_of(one), used or format_of(one.format), now())


def print_now(one: Explanation, page: Page) -> Printed:
    return printed(page, format_of(one.format), NO_LINK)
