"""A low answer reaches whoever served through a person; and a comment that quotes the phrase guide is taken up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wellserved.passages.actions import mark_seen, pass_on, settle_quote
from wellserved.passages.models import Passage
from wellserved.passages.queries import passages_of
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.surveys.forms.passing import PassingForm
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.queries.passing import may_settle, waiting_to_hear
from wellserved.surveys.views.feedback import answer_page, visible_answer


@require_POST
def feedback_passing(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it to whoever served, with what was right about it."""
    actor, response = actor_of(request), visible_answer(request, pk)
    passage = _passage(pk)
    served = waiting_to_hear(actor, response, passage)
    if not served:
        raise Http404
    form = PassingForm(request.POST, served=served)
    if not form.is_valid():
        return answer_page(request, response, passing=form, status=422)
    chosen = [member for member in served if member.pk in form.cleaned_data["members"]]
    pass_on(
        passage_id=passage.pk,
        members=chosen,
        what_was_right=form.cleaned_data["what_was_right"],
        words=form.cleaned_data["words"],
        passed_by=Member.objects.filter(pk=actor.member_id or 0).first(),
        by=actor.by,
    )
    names = " and ".join(member.first_name for member in chosen)
    messages.success(request, f"It stands on Today for {names}, what was right about it first.")
    return redirect("feedback_one", pk=pk)


@require_POST
def feedback_taking_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The member has seen what was brought to them."""
    actor = actor_of(request)
    visible_answer(request, pk)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    if not mark_seen(passage_id=_passage(pk).pk, member=member, by=actor.by):
        raise Http404
    messages.success(request, "Taken in. If it was a hard one, say so: somebody is there for that.")
    return redirect("feedback_one", pk=pk)


@require_POST
def feedback_quote(request: HttpRequest, pk: int) -> HttpResponse:
    """A phrase of the guide was quoted: taken up with whoever said it, or not said by us."""
    actor = actor_of(request)
    visible_answer(request, pk)
    passage = _passage(pk)
    ours = request.POST.get("ours") != "no"
    if not may_settle(actor, passage) or not settle_quote(passage_id=passage.pk, ours=ours, by=actor.by):
        raise Http404
    messages.success(request, "Noted: you have taken it up." if ours else "Noted: it was not said by us.")
    return redirect("feedback_one", pk=pk)


def _passage(pk: int) -> Passage:
    passage = passages_of(SOURCE_KIND, [pk]).get(pk)
    if passage is None:
        raise Http404
    return passage
