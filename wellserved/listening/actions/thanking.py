"""After a call: a letter of thanks, in the member's own name."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.listening.actions.keeping_time import team_of
from wellserved.listening.letters import write_thanks
from wellserved.listening.models import Call
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.people.models import Contact


class UnwantedError(ValueError):
    """They want no letters, or there is no address to write to."""


def may_be_thanked(contact: Contact | None) -> bool:
    return contact is not None and contact.opted_out_at is None and is_an_address(contact.email)


def thanks_of(call: Call) -> Letter | None:
    """The letter, if it was written."""
    return Letter.objects.filter(key=_key(call.pk)).first()


@transaction.atomic
def thank_for_call(*, call_id: int, words: str, by: By) -> tuple[Letter, bool]:
    """Write to them, once: the letter, and whether it is new."""
    calls = Call.objects.select_for_update(of=("self",)).select_related("round", "member", "contact")
    call = calls.get(pk=call_id, state=Call.State.HELD)
    if not may_be_thanked(call.contact):
        raise UnwantedError
    before = thanks_of(call)
    if before is not None:
        return before, False
    team = team_of(call)
    letter = queue_letter(key=_key(call.pk), **write_thanks(call, team, words.replace("{{", "{ {")))
    details = {"round": call.round_id, "letter": letter.pk}
    record(kind="call.thanked", by=by, subject_kind="call", subject_id=call.pk, **details)
    return letter, True


def _key(call_id: int) -> str:
    return f"call:{call_id}:thanks"
