"""Please change who serves me: what was decided, kept for who leads."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.cases.actions.serving import end_reassignment, reassign_contact
from wellserved.cases.forms.members import ReassignmentForm
from wellserved.cases.models import Case
from wellserved.cases.queries.serving import reassignments_visible_to
from wellserved.cases.views.found import form_page, me, worked
from wellserved.frame.paging import page_of
from wellserved.people.actors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def case_reassignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else serves them from now on. Only with whom it rests decides that."""
    case, member = worked(request, pk), me(request)
    if case.lead_id != member.pk or case.contact is None:
        raise Http404
    form = ReassignmentForm(request.POST or None, case=case)
    if form.is_valid():
        reassign_contact(
            contact=case.contact, case=case, decided_by=member, by=actor_of(request).by, **form.cleaned_data
        )
        messages.success(request, "Kept. You see it when they are served the next time.")
        return redirect("case", pk)
    means = f"{case.contact} is served by somebody else from now on."
    title = "Change who serves them"
    if case.kind != Case.Kind.CHANGE:
        means += " They did not ask for it: speak with them first."
    return form_page(request, case, form, title=title, means=means, button="Keep it")


def reassignments(request: HttpRequest) -> HttpResponse:
    """What holds, and what held."""
    actor = actor_of(request)
    page = page_of(reassignments_visible_to(actor).order_by("ended_at", "-since", "-pk"), request, size=30)
    return render(request, "cases/reassignments.html", {"page": page, "own": actor.member_id})


@require_POST
def reassignment_ending(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(reassignments_visible_to(actor_of(request)), pk=pk)
    if end_reassignment(reassignment_id=row.pk, by=actor_of(request).by):
        messages.success(request, "It holds no more.")
    return redirect("reassignments")
