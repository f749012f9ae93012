"""A lead is called now; a lead goes, and says how it ended; somebody who walked out is written down."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from wellserved.doors.models import Door, LeadCall
from wellserved.doors.queries.calls import called_for, called_next
from wellserved.doors.rules import climbs_next, may_end
from wellserved.interactions.models import Service
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member, Team
from wellserved.surveys.actions.open_answers import NOBODY

Outcome = LeadCall.Outcome


def token_of_call(door_id: int, key: str) -> str:
    return derive_token("call", f"{door_id}:{key}", settings.SECRET_KEY)


@transaction.atomic
def call_lead(*, door: Door, key: str, caller: str, where: str, words: str) -> tuple[LeadCall, str]:
    """Tell the leads at once, whatever the hour: somebody stands there. The same page again is the same call."""
    token = token_of_call(door.pk, key)
    call, new = LeadCall.objects.get_or_create(
        token_hash=hash_token(token),
        defaults={
            "door": door,
            "team": door.team,
            "service": door.service,
            "caller": caller[:200],
            "where": where[:200],
            "words": words,
            "climbs_at": climbs_next(0, now()),
        },
    )
    if not new:
        return call, token
    for lead in called_for(door.team_id):
        _write_to(lead, call)
    record(kind="lead.called", by=NOBODY, subject_kind="lead_call", subject_id=call.pk, door=door.pk)
    return call, token


@transaction.atomic
def take_call(*, call_id: int, member: Member, by: By) -> bool:
    """ "I am on my way": the caller sees it, and so do the others. False if somebody was quicker."""
    done = LeadCall.objects.filter(pk=call_id, outcome=Outcome.OPEN).update(
        outcome=Outcome.TAKEN, taken_by=member, taken_at=now(), climbs_at=None
    )
    if done:
        record(kind="lead_call.taken", by=by, subject_kind="lead_call", subject_id=call_id)
    return bool(done)


@transaction.atomic
def end_call(*, call_id: int, outcome: str, note: str, by: By) -> bool:
    """How it ended: put right, walked out, or nobody was there any more."""
    call = LeadCall.objects.select_for_update(of=("self",)).get(pk=call_id)
    if not may_end(call.outcome) or outcome not in ENDS:
        return False
    call.outcome, call.note, call.ended_at, call.climbs_at = outcome, note, now(), None
    call.save(update_fields=["outcome", "note", "ended_at", "climbs_at"])
    record(kind="lead_call.ended", by=by, subject_kind="lead_call", subject_id=call.pk, outcome=outcome)
    return True


def climb() -> int:
    """Calls that nobody took in time reach whoever comes next; how many climbed."""
    due = LeadCall.objects.filter(outcome=Outcome.OPEN, climbs_at__lte=now())
    return _climb(due) if due.exists() else 0


@transaction.atomic
def _climb(due: QuerySet[LeadCall]) -> int:
    calls = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("climbs_at", "pk")[:AT_ONCE])
    for call in calls:
        call.rung += 1
        call.climbs_at = climbs_next(call.rung, now())
        call.save(update_fields=["rung", "climbs_at"])
        told = called_next(call)
        for member in told:
            _write_to(member, call)
        record(kind="lead_call.climbed", subject_kind="lead_call", subject_id=call.pk, rung=call.rung, told=len(told))
    return len(calls)


@transaction.atomic
def note_walk_out(*, team: Team, service: Service | None, words: str, where: str, member: Member, by: By) -> LeadCall:
    """Somebody left unserved, and a member saw it."""
    moment = now()
    call = LeadCall.objects.create(
        token_hash=hash_token(derive_token("call", f"by hand {member.pk} {moment.isoformat()}", settings.SECRET_KEY)),
        team=team,
        service=service,
        where=where,
        words=words,
        at=moment,
        outcome=Outcome.WALKED_OUT,
        ended_at=moment,
        noted_by=member,
    )
    record(kind="walk_out.noted", by=by, subject_kind="lead_call", subject_id=call.pk, team=team.pk)
    return call


AT_ONCE = 50
ENDS = (Outcome.SAVED, Outcome.WALKED_OUT, Outcome.NOT_FOUND)


def minutes_since(at: datetime) -> str:
    minutes = max(int((now() - at).total_seconds() // 60), 1)
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def _write_to(lead: Member, call: LeadCall) -> None:
    address = address_of(lead)
    if not address:
        return
    lines = [f"Dear {lead.first_name},", "It is not going well for somebody just now, and it can still be saved."]
    if call.rung:
        lines.append(f"They have called for {minutes_since(call.at)} now, and nobody has said that they are coming.")
    lines += [f"> {line}" for line in call.words.splitlines()]
    lines += [f"{call.caller or 'They'} can be found here: {call.where}"] if call.where else []
    href = settings.BASE_URL + reverse("lead_call", args=[call.pk])
    lines.append(f"Say that you are on your way, so that they see it, and the others stay where they are:\n{href}")
    queue_letter(
        key=f"call:{call.pk}:{lead.pk}" + (f":{call.rung}" if call.rung else ""),
        kind="alert",
        audience=Letter.Audience.STAFF,
        to_email=address,
        to_name=lead.name,
        subject="Somebody needs you now",
        text="\n\n".join(lines) + "\n",
    )
