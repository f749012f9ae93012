"""What a client said of a page, for those who see to it: read, answer, and write down what was said in a call."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from wellserved.explanations.actions.reacting import react
from wellserved.explanations.forms_said import SaidForm
from wellserved.explanations.models import Reaction
from wellserved.explanations.queries.formats import format_of
from wellserved.explanations.queries.reactions import SOURCE_KIND, reactions_visible_to, sendings_answered_by
from wellserved.explanations.rules.landing import MEANS
from wellserved.frame.speaking import language_of_letters_to, speaking
from wellserved.kit.clock import now
from wellserved.passages.actions import mark_read, reply_to_passage
from wellserved.passages.models import Passage
from wellserved.passages.queries import letters_of, passages_of, passages_visible_to
from wellserved.passages.rules import draft_reply
from wellserved.people.actors import actor_of
from wellserved.people.models import Member
from wellserved.surveys.forms.replying import ReplyForm
from wellserved.wording.saying import say_gently


def reaction(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


@require_POST
def reaction_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """I have read this."""
    found = _visible(request, pk)
    passage, member = _mine(request, found)
    mark_read(passage_id=passage.pk, member=member, by=actor_of(request).by)
    messages.success(request, "Noted: you have read this.")
    return redirect("explanation_reaction", pk=found.pk)


@require_POST
def reaction_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write back by mail. The same form twice is one letter."""
    found = _visible(request, pk)
    passage, member = _mine(request, found)
    form, contact = ReplyForm(request.POST), found.sending.contact
    if contact is None or not contact.email:
        raise Http404
    if not form.is_valid():
        return _page(request, found, form, status=422)
    with speaking(language_of_letters_to(contact.language)):
        subject = gettext("Thank you for telling us")
    text = form.cleaned_data["text"]
    by = actor_of(request).by
    reply_to_passage(passage_id=passage.pk, member=member, contact=contact, subject=subject, text=text, by=by)
    messages.success(request, f"Your reply to {contact} is on its way.")
    say_gently(request, text, passage.team_id)
    return redirect("explanation_reaction", pk=found.pk)


def reaction_noted(request: HttpRequest, pk: int) -> HttpResponse:
    """They said it to one of us: in the call in which it was read to them, or on the way."""
    actor = actor_of(request)
    sending = get_object_or_404(sendings_answered_by(actor), pk=pk)
    member = get_object_or_404(Member, pk=actor.member_id or 0)
    form = SaidForm(request.POST or None)
    if form.is_valid():
        noted = react(sending_id=sending.pk, said=form.said, by=actor.by, noted_by=member)
        messages.success(request, "Noted, as they said it.")
        return redirect("explanation_reaction", pk=noted.pk)
    context = {"sending": sending, "form": form}
    return render(request, "explanations/reaction_noted.html", context, status=422 if request.POST else 200)


def _visible(request: HttpRequest, pk: int) -> Reaction:
    return get_object_or_404(reactions_visible_to(actor_of(request)), pk=pk)


def _mine(request: HttpRequest, found: Reaction) -> tuple[Passage, Member]:
    """The words, if they are this person's to read."""
    passage = passages_of(SOURCE_KIND, [found.pk]).get(found.pk)
    member = get_object_or_404(Member.objects.select_related("account"), pk=actor_of(request).member_id or 0)
    if passage is None or passage.reader_id != member.pk:
        raise Http404
    return passage, member


def _page(request: HttpRequest, found: Reaction, form: ReplyForm | None = None, status: int = 200) -> HttpResponse:
    actor, sending = actor_of(request), found.sending
    passage = passages_of(SOURCE_KIND, [found.pk]).get(found.pk)
    mine = bool(passage and passage.reader_id and passage.reader_id == actor.member_id)
    readable = bool(passage and (not passage.low or passages_visible_to(actor).filter(pk=passage.pk).exists()))
    contact = sending.contact
    may_reply = mine and bool(passage and not passage.read_at and contact and contact.email)
    context = {
        "reaction": found,
        "sending": sending,
        "format": format_of(sending.format),
        "wish": MEANS.get(found.wish, ""),
        "landed": found.clear and found.answered,
        "passage": passage,
        "words": passage.words if passage and readable else "",
        "kept_from_me": bool(passage and passage.words and not readable),
        "mine": mine,
        "letters": letters_of(passage) if passage else [],
        "may_reply": may_reply,
        "form": form or (ReplyForm(initial={"text": _draft(found, actor.member_id)}) if may_reply else None),
        "contact": contact,
        "now": now(),
    }
    return render(request, "explanations/reaction.html", context, status=status)


def _draft(found: Reaction, member_id: int | None) -> str:
    member, contact = Member.objects.filter(pk=member_id or 0).first(), found.sending.contact
    first_name = contact.name.split()[0] if contact and contact.name.split() else ""
    return draft_reply(first_name, "good" if found.clear and found.answered else "low", member.name if member else "")
