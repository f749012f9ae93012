"""Letters that answer a letter of a call stand with the call."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from wellserved.listening.actions.hearing import hear_letter
from wellserved.listening.models import Call, Heard
from wellserved.listening.queries.heard import calls_heard_by
from wellserved.mail.arrivals import receiver
from wellserved.mail.shapes import ArrivedLetter
from wellserved.people.actors import actor_of


def may_be_read(request: HttpRequest, call_id: int) -> bool:
    return calls_heard_by(actor_of(request)).filter(pk=call_id).exists()


@receiver("call", called="the call", href=lambda pk: reverse("call_heard", args=[pk]), readable=may_be_read)
def take_letter(letter: ArrivedLetter) -> bool:
    """What the contact writes is heard. The member's own answers, which go to us as well, stand with the call and wait
    for nobody. An answer from another address is shown with it, and is not taken for the contact's own."""
    calls = Call.objects.select_related("contact", "member")
    call = calls.filter(pk=letter.thread[1] if letter.thread else 0).first()
    if call is None:
        return False
    sender = letter.from_email.lower()
    if sender and sender == call.member.email.lower():
        return True
    if not Heard.objects.filter(arrival_id=letter.id).exists():
        theirs = call.contact is not None and sender == call.contact.email.lower()
        hear_letter(letter, call, theirs=theirs)
    return True
