"""What every page of a case begins with: the case, if this person may see it, and who they are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wellserved.cases.models import Case, Message
from wellserved.cases.queries.cases import cases_visible_to, cases_worked_by
from wellserved.people.actors import actor_of
from wellserved.people.models import Member

WITH = ("contact__client", "client", "team", "lead", "owner", "closed_by")


def seen(request: HttpRequest, pk: int) -> Case:
    return get_object_or_404(cases_visible_to(actor_of(request)).select_related(*WITH), pk=pk)


def worked(request: HttpRequest, pk: int) -> Case:
    """A case that this person may work on: never one that is about them."""
    return get_object_or_404(cases_worked_by(actor_of(request)).select_related(*WITH), pk=pk)


def me(request: HttpRequest) -> Member:
    """Who writes must be somebody, for letters bear a name."""
    return get_object_or_404(Member.objects.select_related("account"), pk=actor_of(request).member_id or 0)


def form_page(request: HttpRequest, case: Case, form: Any, **words: Any) -> HttpResponse:
    """A form on a page of its own, beside what they wrote last."""
    said = Message.objects.filter(case=case, kind=Message.Kind.SAID).order_by("-at", "-pk").first()
    context = {"case": case, "form": form, "said": said, **words}
    status = 422 if request.method == "POST" else 200
    return render(request, "cases/form.html", context, status=status)
