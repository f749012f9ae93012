"""A round ends: everybody who spoke has been told or need not be, and what was left open is closed."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.actions.planning import RunningError
from wellserved.listening.models import Call, Round, Telling
from wellserved.listening.queries.telling import Participant, participants_of
from wellserved.listening.rules.ending import NEVER_HELD, SAID_YES, reason_for
from wellserved.listening.rules.telling import may_end
from wellserved.mail.actions import cancel_letter
from wellserved.mail.models import Letter
from wellserved.people.models import Member

OPEN = tuple(NEVER_HELD)
ASKING = ("call_invitation", "call_again")  # what takes back a time that was agreed, the calendars' job writes


class NotYetError(ValueError):
    """Somebody who spoke has not been told, or nobody has said why a call that was agreed on was not held."""


@transaction.atomic
def end_round(*, round_id: int, words: str, member: Member | None, by: By) -> Round:
    """It is over. `words`: why those were not called who would have spoken with us. A NotYetError says what is missing.

    Invitations are taken back, and no link of theirs works any more; calendars are told by their own job.
    """
    one = Round.objects.select_for_update().get(pk=round_id)
    if one.state != Round.State.RUNNING:
        raise RunningError("This round has ended before, or has never begun.")
    calls = list(Call.objects.select_for_update(of=("self",)).filter(round=one).order_by("pk"))
    found = participants_of(one)
    if not may_end([who.state for who in found]):
        raise NotYetError("Somebody who spoke has not been told yet, and nobody has said that they need not be.")
    left = [call for call in calls if call.state in OPEN]
    if not words and any(call.state in SAID_YES for call in left):
        raise NotYetError("Say in a few words why those were not called who would have spoken with you.")
    excused = [who for who in found if who.state == "excused"]
    _note_excused(excused, member)
    _close(left, words, by)
    one.state, one.ended_at, one.ended_by = Round.State.ENDED, now(), member
    one.save(update_fields=["state", "ended_at", "ended_by"])
    counts = {"told": len(found) - len(excused), "excused": len(excused), "never_held": len(left)}
    record(kind="round.ended", by=by, subject_kind="round", subject_id=one.pk, **counts)
    return one


def _note_excused(excused: list[Participant], member: Member | None) -> None:
    """Why they need not be told stays with the round, whatever is known of them later."""
    Telling.objects.bulk_create(
        Telling(call=who.call, state=Telling.State.EXCUSED, why=who.why, by=member)
        for who in excused
        if who.telling is None
    )
    for who in excused:
        if who.telling is not None and who.telling.state == Telling.State.WRITTEN:
            Telling.objects.filter(pk=who.telling.pk).update(state=Telling.State.EXCUSED, why=who.why, by=member)


def _close(left: list[Call], words: str, by: By) -> None:
    ids = [call.pk for call in left]
    letters = Letter.objects.filter(thread_kind="call", thread_id__in=ids, kind__in=ASKING, state=Letter.State.QUEUED)
    for letter_id in letters.values_list("pk", flat=True):
        cancel_letter(letter_id=letter_id, by=by)
    for call in left:
        call.reason, call.state, call.remind_at = reason_for(call.state, words), Call.State.CLOSED, None
    Call.objects.bulk_update(left, ["reason", "state", "remind_at"], batch_size=200)
