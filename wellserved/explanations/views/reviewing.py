"""Handed to a second person, who approves it or returns it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wellserved.explanations.actions.reviewing import review_explanation, submit_explanation
from wellserved.explanations.forms.reviewing import ReviewForm, SubmissionForm
from wellserved.explanations.queries.explanations import reviewers_for
from wellserved.explanations.rules.moving import NotNowError
from wellserved.explanations.views.found import me, page_now, print_now, seen, written
from wellserved.people.actors import actor_of


@require_POST
def explanation_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that does not fit, or cannot be printed, is not handed over."""
    one = written(request, pk)
    form = SubmissionForm(request.POST, reviewers=reviewers_for(one))
    if not form.is_valid():
        messages.error(request, "Choose somebody who wrote none of it. Nothing was handed over.")
        return redirect("explanation", pk)
    problems = print_now(one, page_now(one)).problems
    try:
        submit_explanation(
            explanation_id=pk,
            reviewer=form.cleaned_data["reviewer"],
            problems=problems,
            seen=form.cleaned_data["seen"],
            by=actor_of(request).by,
        )
        messages.success(request, "Handed over. Until it is approved, nothing leaves.")
    except NotNowError as refused:
        messages.error(request, str(refused))
    return redirect("explanation", pk)


@require_POST
def explanation_review(request: HttpRequest, pk: int) -> HttpResponse:
    one, member = seen(request, pk), me(request)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say what you would change. Nothing was decided.")
        return redirect("explanation", pk)
    approved = bool(form.cleaned_data["approved"])
    try:
        review_explanation(
            explanation_id=one.pk,
            member=member,
            approved=approved,
            remarks=form.cleaned_data["remarks"],
            seen=form.cleaned_data["seen"],
            by=actor_of(request).by,
        )
    except NotNowError as refused:
        messages.error(request, str(refused))
        return redirect("explanation", pk)
    messages.success(request, "Approved. It can go out now." if approved else "Returned, with your remarks beside it.")
    return redirect("explanation", pk)
