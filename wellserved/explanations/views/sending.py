"""An approved page goes out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wellserved.explanations.actions.sending import send_explanation
from wellserved.explanations.rules.moving import NotNowError
from wellserved.explanations.views.found import me, written
from wellserved.people.actors import actor_of


@require_POST
def explanation_sending(request: HttpRequest, pk: int) -> HttpResponse:
    """By letter, or told in a call. A page that nobody approved as it stands does not leave."""
    one, member = written(request, pk), me(request)
    channel = request.POST.get("channel", "")
    try:
        send_explanation(explanation_id=one.pk, channel=channel, member=member, by=actor_of(request).by)
    except NotNowError as refused:
        messages.error(request, str(refused))
        return redirect("explanation", pk)
    aloud = channel == "aloud"
    messages.success(
        request,
        "Written down as read to them. Ask whether it was clear, and note what they say."
        if aloud
        else "It is on its way. They can say on their page whether it was clear.",
    )
    return redirect("explanation", pk)
