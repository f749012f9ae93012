"""Who spoke is told what came of it, once; a letter is kept until it is good; or somebody need not be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.actions.keeping_time import team_of
from wellserved.listening.actions.thanking import UnwantedError
from wellserved.listening.models import Call, Telling
from wellserved.listening.queries.telling import Participant, participant, reason_not_to_write
from wellserved.listening.rules.telling import digests
from wellserved.listening.telling import language_of_telling, usual_telling, write_telling
from wellserved.mail.actions import cancel_letter, queue_letter
from wellserved.mail.models import Letter
from wellserved.people.models import Member, Team
from wellserved.surveys.queries.places import Places
from wellserved.surveys.queries.policy import policy_in_force
from wellserved.surveys.rules.quiet import next_time_to_write

State = Telling.State
BATCH = 200


@transaction.atomic
def keep_telling(*, call_id: int, words: str, member: Member, by: By) -> bool:
    """Keep a letter as it is written so far. False once it has left."""
    who = _locked(call_id)
    if who.telling is not None and who.telling.state == State.TOLD:
        return False
    _save(who, State.WRITTEN, member, words=words)
    record(kind="telling.written", by=by, subject_kind="call", subject_id=call_id, round=who.call.round_id)
    return True


@transaction.atomic
def begin_telling_anew(*, call_id: int, by: By) -> bool:
    """What was written is dropped: the letter is as the decisions make it. False if nothing was written."""
    who = _locked(call_id)
    if who.telling is None or who.telling.state != State.WRITTEN:
        return False
    who.telling.delete()
    record(kind="telling.begun_anew", by=by, subject_kind="call", subject_id=call_id, round=who.call.round_id)
    return True


@transaction.atomic
def tell(*, call_id: int, member: Member, by: By, words: str = "") -> tuple[Letter, bool]:
    """Write to who spoke, once, in the name of `member`: the letter, and whether it is new. It leaves by their clock.

    Without `words` it is what a member kept; where nobody wrote anything, what the decisions make of it.
    """
    who = _locked(call_id)
    telling, call = who.telling, who.call
    if telling is not None and telling.state == State.TOLD and telling.letter is not None:
        return telling.letter, False
    if reason_not_to_write(call.contact) or (telling is not None and telling.state == State.TOLD):
        raise UnwantedError
    kept = telling.words if telling is not None and telling.state == State.WRITTEN else ""
    said = words or kept or usual_telling(call, who.about, member)
    team = team_of(call)
    letter = queue_letter(
        key=f"call:{call_id}:told",
        not_before=_leaves(call, team),
        **write_telling(call, team, said.replace("{{", "{ {"), member),
    )
    _save(who, State.TOLD, member, words=said, letter=letter)
    record(kind="call.told", by=by, subject_kind="call", subject_id=call_id, round=call.round_id, letter=letter.pk)
    return letter, True


def tell_all(*, call_ids: Sequence[int], member: Member, by: By) -> int:
    """Each of them with the letter that stands. How many were written to; who cannot be is left out."""
    told = 0
    for call_id in call_ids:
        try:
            told += tell(call_id=call_id, member=member, by=by)[1]
        except UnwantedError:
            continue
    return told


def take_back_unwanted() -> int:
    """Letters about calls that wait to leave, and whose contact wants none by now, or was erased, stay here."""
    unwanted = Call.objects.filter(Q(contact=None) | Q(contact__opted_out_at__isnull=False)).values("pk")
    waiting = Letter.objects.filter(state=Letter.State.QUEUED, thread_kind="call", audience="customer")
    ids = waiting.filter(thread_id__in=unwanted).order_by("pk").values_list("pk", flat=True)[:BATCH]
    return sum(cancel_letter(letter_id=pk) for pk in list(ids))


@transaction.atomic
def excuse(*, call_id: int, reason: str, member: Member | None, by: By) -> bool:
    """They need not be told, and this is why. False if they were told before."""
    who = _locked(call_id)
    if who.state == "told":
        return False
    _save(who, State.EXCUSED, member, words=who.telling.words if who.telling else "", reason=reason)
    record(kind="call.excused", by=by, subject_kind="call", subject_id=call_id, round=who.call.round_id)
    return True


def _locked(call_id: int) -> Participant:
    """Whoever writes to the same person takes turns."""
    Call.objects.select_for_update(of=("self",)).get(pk=call_id, state=Call.State.HELD)
    return participant(call_id)


def _save(
    who: Participant,
    state: Telling.State,
    member: Member | None,
    *,
    words: str,
    letter: Letter | None = None,
    reason: str = "",
) -> None:
    telling = who.telling or Telling(call=who.call)
    telling.state, telling.words, telling.by, telling.changed_at = state, words, member, now()
    telling.language, telling.decided = language_of_telling(who.call), digests(who.about)
    telling.why, telling.reason = (Telling.Why.BY_HAND, reason) if reason else ("", "")
    telling.letter = letter or telling.letter
    telling.save()


def _leaves(call: Call, team: Team | None) -> datetime:
    """Not at night and not on a weekend, by their clock."""
    moment, team_id = now(), team.pk if team else 0
    where = Places({team_id}).where(call.contact.timezone if call.contact else "", team_id)
    return next_time_to_write(moment, where, policy_in_force()) or moment
