"""The minutes of a round's meeting: on a page, and as one page to print."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wellserved.listening.actions.deciding import note_meeting
from wellserved.listening.actions.sorting import ClosedError
from wellserved.listening.forms.meeting import MeetingForm
from wellserved.listening.models import Meeting, Round
from wellserved.listening.printing import minutes_pdf
from wellserved.listening.queries.board import boards_visible_to
from wellserved.listening.queries.minutes import minutes_of
from wellserved.people.actors import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def round_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided, and a form for when and who."""
    actor = actor_of(request)
    one = get_object_or_404(boards_visible_to(actor), pk=pk)
    meeting = Meeting.objects.filter(round=one).first()
    form = MeetingForm(request.POST if request.method == "POST" else None, one=one, meeting=meeting)
    if form.is_valid():
        present = [member.pk for member in form.cleaned_data["present"]]
        try:
            note_meeting(round_id=pk, held_on=form.cleaned_data["held_on"], present=present, by=actor.by)
            messages.success(request, "Saved. The minutes say so now.")
        except ClosedError as closed:
            messages.error(request, str(closed))
        return redirect("round_minutes", pk)
    context = {
        "round": one,
        "minutes": minutes_of(one),
        "form": form,
        "open": one.state == Round.State.RUNNING,
    }
    return render(request, "listening/board/minutes.html", context, status=422 if form.errors else 200)


@require_safe
def round_minutes_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same on one page."""
    one = get_object_or_404(boards_visible_to(actor_of(request)), pk=pk)
    link = settings.BASE_URL + reverse("round_minutes", args=[pk])
    response = HttpResponse(minutes_pdf(minutes_of(one), link), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="minutes-{pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
