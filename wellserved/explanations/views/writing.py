"""The page as it stands, writing it with a live preview, and what it was before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wellserved.explanations.actions.writing import address_explanation, write_version
from wellserved.explanations.checks import checks_of
from wellserved.explanations.forms.reviewing import ReviewForm, SubmissionForm
from wellserved.explanations.forms.writing import AddressForm, WritingForm
from wellserved.explanations.models import Explanation, Format, Version
from wellserved.explanations.queries.explanations import (
    approved_change,
    explanations_written_by,
    latest,
    reviewers_for,
    writers_of,
)
from wellserved.explanations.queries.formats import format_of, formats_for
from wellserved.explanations.queries.landing import proposal_for
from wellserved.explanations.rules.moving import may_review
from wellserved.explanations.shapes import PageFormat
from wellserved.explanations.views.found import me, page_now, print_now, seen, written
from wellserved.people.actors import actor_of

forms_only = require_http_methods(["GET", "HEAD", "POST"])
STEPS = ("draft", "review", "approved", "sent")


@require_safe
def explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it stands, and what comes next for whoever looks at it."""
    one, actor = seen(request, pk), actor_of(request)
    page = page_now(one)
    used = format_of(one.format)
    state = "draft" if one.state == "returned" else one.state
    mine = explanations_written_by(actor).filter(pk=pk).exists()
    ready = one.state in ("approved", "sent") and approved_change(one) == one.changed
    context = {
        "one": one,
        "page": page,
        "used": used,
        "printed": print_now(one, page),
        "checks": checks_of(page, used, one.team_id),
        "steps": [("Written", 0), ("Read by a second person", 1), ("Approved", 2), ("Sent", 3)],
        "step": STEPS.index(state),
        "may_write": mine,
        "may_review": may_review(state=one.state, member=actor.member_id, writers=writers_of(one)),
        "ready": ready and mine,
        "channels": Format.Channel.choices,
        "submission": SubmissionForm(reviewers=reviewers_for(one), initial={"seen": one.changed}),
        "review_form": ReviewForm(initial={"seen": one.changed}),
        "reviews": one.reviews.select_related("member").order_by("-pk")[:10],
        "versions": one.versions.select_related("writer").order_by("-number")[:10],
        "sendings": one.sendings.select_related("contact", "sent_by", "letter", "reaction").order_by("-pk")[:10],
        "meetings": one.meetings.prefetch_related("people").order_by("-starts_at")[:5],
    }
    return render(request, "explanations/explanation.html", context)


@forms_only
def explanation_writing(request: HttpRequest, pk: int) -> HttpResponse:
    """Plain fields, the page beside them."""
    one, member = written(request, pk), me(request)
    version = latest(one)
    form, used = _form(request, one, version)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        write_version(
            explanation_id=pk,
            texts=form.texts(version),
            title=form.cleaned_data["title"],
            format=form.cleaned_data["format"],
            writer=member,
            by=actor_of(request).by,
        )
        messages.success(request, "Kept.")
        return redirect("explanation", pk)
    page = page_now(one, _draft(form, one, version), used)
    context = {
        "one": one,
        "form": form,
        "page": page,
        "used": used,
        "checks": checks_of(page, used, one.team_id),
        "proposal": proposal_for(client=one.client, contact=one.contact, team_id=one.team_id) if one.client else None,
    }
    failed = request.method == "POST" and not form.is_valid()
    return render(request, "explanations/writing.html", context, status=422 if failed else 200)


@require_POST
def explanation_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page and its checks with what is typed now. Nothing is kept."""
    one = written(request, pk)
    version = latest(one)
    form, used = _form(request, one, version)
    form.is_valid()
    page = page_now(one, _draft(form, one, version), used)
    context = {"one": one, "page": page, "used": used, "checks": checks_of(page, used, one.team_id)}
    return render(request, "explanations/preview.html", context)


@forms_only
def explanation_address(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom it is for, in which language, who signs."""
    one = written(request, pk)
    contact = one.contact
    initial = {
        "contact": (contact.email or contact.name) if contact else "",
        "language": one.language,
        "executive": one.executive_id,
    }
    form = AddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        address_explanation(explanation_id=pk, by=actor_of(request).by, **form.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("explanation", pk)
    context = {"one": one, "form": form, "title": "Whom is it for, and who signs it?", "button": "Keep it"}
    return render(request, "explanations/form.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def explanation_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The text as it once was."""
    one = seen(request, pk)
    version = get_object_or_404(Version.objects.select_related("writer"), explanation=one, number=number)
    page = page_now(one, version)
    return render(request, "explanations/version.html", {"one": one, "version": version, "page": page})


@require_safe
def explanation_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as it will be printed."""
    one = seen(request, pk)
    found = print_now(one, page_now(one))
    if not found.pdf:
        for problem in found.problems:
            messages.error(request, problem)
        return redirect("explanation", pk)
    return pdf_answer(found.pdf, f"explanation-{pk}.pdf")


def pdf_answer(pdf: bytes, name: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _form(request: HttpRequest, one: Explanation, version: Version) -> tuple[WritingForm, PageFormat]:
    """The fields of the format that is chosen now, which may be another than what is kept."""
    formats = formats_for(one.team_id)
    asked = request.POST.get("format", "") if request.method == "POST" else ""
    used = next((each for each in formats if each.key == asked), None) or format_of(one.format)
    initial = {"title": version.title, "format": used.key}
    initial |= {name: getattr(version, name) for name in ("asked", "did", "why", "costs", "next", "numbers", "annex")}
    posted = request.POST if request.method == "POST" else None
    return WritingForm(posted, formats=formats, used=used, initial=initial), used


def _draft(form: WritingForm, one: Explanation, before: Version) -> Version:
    """A version that is only looked at."""
    if not form.is_bound:
        return before
    title = form.cleaned_data.get("title") or before.title
    return Version(explanation=one, number=before.number, title=title, **form.texts(before))
