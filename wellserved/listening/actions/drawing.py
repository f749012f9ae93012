"""A round begins: everybody in its teams draws. And somebody drawn is replaced, with a reason, by the next."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import Max

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.actions.planning import RunningError
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.drawn import draw_again, frame_of, packed
from wellserved.listening.queries.eligible import drawing_members, eligible_for, reasons_against, served_for
from wellserved.measures import draw, next_spare
from wellserved.people.models import Member

AT_ONCE = 50  # how many of the ranking are looked at together for a replacement


class NobodyError(ValueError):
    """There is nobody to draw, or nobody who draws."""


@transaction.atomic
def start_round(*, round_id: int, member: Member | None, by: By, seed: str = "") -> Round:
    """Draw, and let the round run. From then on its questions never change. Only a demo brings its own seed."""
    one = Round.objects.select_for_update().get(pk=round_id)
    if one.state != Round.State.PLANNED:
        raise RunningError("This round runs already.")
    members = drawing_members(one.teams.values_list("pk", flat=True))
    if not members:
        raise NobodyError("There is nobody in these teams who could call anybody.")
    moment = now()
    eligible = eligible_for(one, moment)
    if not eligible.candidates:
        raise NobodyError("There is nobody who can be drawn. Widen who can: more months, more services.")
    frame, strata = frame_of(eligible.candidates, one.groups)
    one.seed = seed or secrets.token_hex(16)
    drawn = draw(frame, members, one.calls_each, one.seed, strata)
    one.frame, one.frame_digest, one.draw_digest = packed(frame, strata), drawn.frame_digest, drawn.digest
    one.eligible, one.left_out = len(eligible.candidates), dict(eligible.left_out)
    one.state, one.started_at, one.started_by = Round.State.RUNNING, moment, member
    one.save()
    one.members.set(members)
    Call.objects.bulk_create(
        (
            Call(
                round=one,
                member_id=member_id,
                contact_id=contact,
                drawn_id=contact,
                place=place,
                times_served=eligible.candidates[contact].times,
                last_served_at=eligible.candidates[contact].last_at,
            )
            for member_id, contacts in drawn.assigned.items()
            for place, contact in enumerate(contacts, start=1)
        ),
        batch_size=500,
    )
    record(
        kind="round.drawn",
        by=by,
        subject_kind="round",
        subject_id=one.pk,
        seed=one.seed,
        frame=one.frame_digest,
        draw=one.draw_digest,
        eligible=one.eligible,
        members=len(members),
        each=one.calls_each,
    )
    return one


@transaction.atomic
def replace_contact(*, call_id: int, reason: str, member: Member | None, by: By) -> Call:
    """Draw somebody else: the next in the ranking who can be called now. A NobodyError where nobody is left."""
    round_id = Call.objects.values_list("round_id", flat=True).get(pk=call_id)
    one = Round.objects.select_for_update().get(pk=round_id)  # two replacements at once take turns
    call = Call.objects.select_for_update().get(pk=call_id)
    if call.state not in (Call.State.DRAWN, Call.State.DECLINED) or one.state != Round.State.RUNNING:
        raise RunningError("Somebody was drawn in their place before, or they were invited already.")
    found, passed_over = _next_for(one, call)
    served = served_for(one, one.started_at or now()).get(found)
    moment = now()
    call.state, call.reason, call.replaced_at, call.replaced_by = Call.State.REPLACED, reason, moment, member
    call.save(update_fields=["state", "reason", "replaced_at", "replaced_by"])
    places = one.calls.filter(member_id=call.member_id).aggregate(last=Max("place"))["last"]
    instead = Call.objects.create(
        round=one,
        member_id=call.member_id,
        contact_id=found,
        drawn_id=found,
        place=places + 1,
        times_served=served.times if served else 0,
        last_served_at=served.last_at if served else None,
        instead_of=call,
        passed_over=passed_over,
    )
    record(
        kind="call.replaced",
        by=by,
        subject_kind="call",
        subject_id=call.pk,
        round=one.pk,
        contact=call.drawn_id,
        instead=found,
        passed_over=passed_over,
    )
    return instead


def _next_for(one: Round, call: Call) -> tuple[int, dict[str, str]]:
    """Who is next, and why those before them in the ranking are not."""
    again, frame, strata = draw_again(one)
    drawn = set(one.calls.values_list("drawn_id", flat=True))
    drawing = list(one.members.values_list("pk", flat=True))
    spare = [contact for contact in again.spare if contact not in drawn]
    group = strata.get(call.drawn_id) if strata else None
    passed: dict[str, str] = {}
    known: dict[int, str] = {}
    while (found := next_spare(spare, call.member_id, frame, strata, group)) is not None:
        if found not in known:
            here = spare.index(found)
            known |= reasons_against(spare[here : here + AT_ONCE], drawing, now())
        if not known[found]:
            return found, passed
        passed[str(found)] = known[found]
        spare.remove(found)
    raise NobodyError("Nobody else is left who could be drawn. You can call fewer people, or plan another round.")
