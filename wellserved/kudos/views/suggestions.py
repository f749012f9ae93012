"""Comments that read like praise: a person passes them on, or leaves them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from wellserved.frame.paging import page_of
from wellserved.kudos.actions import AlreadyDecidedError, accept_suggestion, decline_suggestion
from wellserved.kudos.forms import AcceptingForm
from wellserved.kudos.queries.suggestions import members_it_may_praise, suggestions_visible_to
from wellserved.kudos.rules import is_the_giver_s
from wellserved.people.actors import actor_of
from wellserved.people.models import Member


def kudos_suggestions(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    page = page_of(suggestions_visible_to(actor), request, size=20)
    context = {"page": page, "here": "suggestions", "leads": actor.leads, "suggested": True}
    return render(request, "kudos/suggestions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kudos_suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass it on: whom it praises, and which of their words."""
    actor = actor_of(request)
    suggestion = get_object_or_404(suggestions_visible_to(actor), pk=pk)
    words = suggestion.response.words
    form = AcceptingForm(
        request.POST if request.method == "POST" else None,
        initial={"to": str(suggestion.member_id or ""), "words": words},
        members=members_it_may_praise(suggestion, actor),
        team=suggestion.team,
    )
    if form.is_valid() and not is_the_giver_s(words, form.cleaned_data["words"]):
        form.add_error("words", "That is not what they wrote. Leave out what you like, but add nothing.")
    if form.is_valid():
        member, team = form.whom
        try:
            kudos = accept_suggestion(
                suggestion_id=suggestion.pk,
                member=member,
                team=team,
                words=form.cleaned_data["words"],
                accepted_by=Member.objects.filter(pk=actor.member_id or 0).first(),
                by=actor.by,
            )
        except AlreadyDecidedError:
            messages.info(request, "Somebody was quicker: it was decided about before.")
            return redirect("kudos_suggestions")
        messages.success(request, f"{(member or team)} has it now, and so has whoever they report to.")
        return redirect("kudos_one", pk=kudos.pk) if kudos.accepted_by_id else redirect("kudos_suggestions")
    context = {"suggestion": suggestion, "form": form}
    return render(request, "kudos/suggestion.html", context, status=422 if form.errors else 200)


@require_POST
def kudos_suggestion_leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """It is no praise, or needs no passing on."""
    actor = actor_of(request)
    suggestion = get_object_or_404(suggestions_visible_to(actor), pk=pk)
    try:
        me = Member.objects.filter(pk=actor.member_id or 0).first()
        decline_suggestion(suggestion_id=suggestion.pk, declined_by=me, by=actor.by)
        messages.success(request, "Left as it is. The comment stays under Feedback.")
    except AlreadyDecidedError:
        messages.info(request, "Somebody was quicker: it was decided about before.")
    return redirect("kudos_suggestions")
