"""What somebody does with a letter that waits: hands it to where it belongs, or says that it is dealt with."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.shapes import By
from wellserved.mail.arrivals import receiver_for
from wellserved.mail.inward.delivering import settle
from wellserved.mail.inward.shaping import arrived_letter
from wellserved.mail.models import Arrival
from wellserved.mail.shapes import Nature

State = Arrival.State


@transaction.atomic
def mark_done(*, letter_id: int, by: By) -> bool:
    """Somebody has dealt with it. False if it did not wait."""
    arrival = Arrival.objects.select_for_update().filter(pk=letter_id, state=State.KEPT).first()
    if arrival is None:
        return False
    settle(arrival, State.DONE, arrival.why, by=by, said=arrival.said)
    return True


@transaction.atomic
def hand_over(*, letter_id: int, kind: str, thread_id: int | None, by: By) -> bool:
    """Give a letter that was kept, or taken for a machine's, to a thread, or with no thread as a new letter.

    False if there is no such letter, or whoever takes that kind does not take it.
    """
    waiting = Arrival.objects.select_for_update().filter(pk=letter_id, state__in=[State.KEPT, State.IGNORED])
    arrival, receiver = waiting.first(), receiver_for(kind)
    if arrival is None or receiver is None or arrival.nature == Nature.UNREADABLE:
        return False
    thread = (kind, thread_id) if kind and thread_id is not None else None
    taken = receiver.receive(arrived_letter(arrival, thread))
    if not taken:
        return False
    arrival.thread_kind, arrival.thread_id = taken if isinstance(taken, tuple) else (thread or ("", None))
    settle(arrival, State.DELIVERED, by=by)
    return True
