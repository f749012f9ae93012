"""What a reader does with an answer: read it, reply, hand it over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from wellserved.frame.speaking import language_of_letters_to, speaking
from wellserved.passages.actions import hand_over, mark_read, reply_to_passage
from wellserved.passages.models import Passage
from wellserved.passages.queries import passages_of
from wellserved.people.actors import actor_of
from wellserved.people.models import Contact, Member
from wellserved.surveys.forms.replying import ReplyForm
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.queries.feedback import writer_of
from wellserved.surveys.saying import say_about
from wellserved.surveys.views.feedback import answer_page, readers_for, visible_answer
from wellserved.wording.saying import say_gently


@require_POST
def feedback_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """I have read this."""
    response, passage, member = _mine(request, pk)
    mark_read(passage_id=passage.pk, member=member, by=actor_of(request).by)
    messages.success(request, "Noted: you have read this.")
    return redirect("feedback_one", pk=response.pk)


@require_POST
def feedback_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write back by mail. The same form twice is one letter."""
    response, passage, member = _mine(request, pk)
    form = ReplyForm(request.POST)
    contact = writer_of(response.invitation)
    if contact is None or not contact.email:
        raise Http404
    if not form.is_valid():
        return answer_page(request, response, form, status=422)
    reply_to_passage(
        passage_id=passage.pk,
        member=member,
        contact=contact,
        subject=_subject(response, contact),
        text=form.cleaned_data["text"],
        by=actor_of(request).by,
    )
    messages.success(request, f"Your reply to {contact.name or contact.email} is on its way.")
    say_gently(request, form.cleaned_data["text"], passage.team_id)
    return redirect("feedback_one", pk=response.pk)


@require_POST
def feedback_reader(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to another reader: for leads, while nobody has read it."""
    response = visible_answer(request, pk)
    passage = _passage(response)
    able = {member.pk: member for member in readers_for(actor_of(request), passage)}
    chosen = request.POST.get("reader", "")
    reader = able.get(int(chosen)) if chosen.isascii() and chosen.isdecimal() else None
    if reader is None:
        raise Http404
    hand_over(passage_id=passage.pk, reader=reader, by=actor_of(request).by)
    messages.success(request, f"{reader.name} reads it now.")
    return redirect("feedback_one", pk=response.pk)


def _subject(response: Response, contact: Contact) -> str:
    """In the contact's language, as all that frames a letter to them."""
    with speaking(language_of_letters_to(contact.language)):
        about = say_about(response.invitation.about)
        return (
            gettext("Thank you for telling us about %(about)s") % {"about": about}
            if about
            else gettext("Thank you for telling us")
        )


def _passage(response: Response) -> Passage:
    passage = passages_of(SOURCE_KIND, [response.pk]).get(response.pk)
    if passage is None:
        raise Http404
    return passage


def _mine(request: HttpRequest, pk: int) -> tuple[Response, Passage, Member]:
    """The answer, if it is this person's to read."""
    response = visible_answer(request, pk)
    passage = _passage(response)
    member = get_object_or_404(Member.objects.select_related("account"), pk=actor_of(request).member_id or 0)
    if passage.reader_id != member.pk:
        raise Http404
    return response, passage, member
