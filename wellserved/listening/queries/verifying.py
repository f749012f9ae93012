"""Repeats a round's draw from what was kept, and compares: with the round, with the journal, with the calls."""

from __future__ import annotations

from hashlib import sha256

from wellserved.journal.models import Entry
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.drawn import draw_again, text_of_frame
from wellserved.listening.shapes import Verdict
from wellserved.measures import Draw, next_spare


def verify_round(one: Round) -> Verdict:
    """Whether the draw, repeated, is the one that was journalled and that the calls were made from."""
    if one.state == Round.State.PLANNED:
        return Verdict(False, ("Nothing was drawn yet.",))
    again, frame, strata = draw_again(one)
    entry = Entry.objects.filter(kind="round.drawn", subject_kind="round", subject_id=one.pk).first()
    told = entry.details if entry else {}
    frame_now = sha256(text_of_frame(one).encode()).hexdigest()
    calls = list(one.calls.order_by("pk").select_related("instead_of"))
    replaced = {call.instead_of_id: call for call in calls if call.instead_of_id}
    checks = [
        ("the seed in the journal", told.get("seed") == one.seed),
        ("who could be drawn", told.get("frame") == one.frame_digest == frame_now == again.frame_digest),
        ("who was drawn for whom", told.get("draw") == one.draw_digest == again.digest),
        ("the calls that came of it", _as_drawn(again, calls)),
        ("who was drawn in somebody's place", _replaced_rightly(again, frame, strata, calls)),
        ("what the journal tells of that", _as_journalled(replaced)),
    ]
    lines = tuple(f"{what}: {'same' if same else 'differs'}" for what, same in checks)
    return Verdict(all(same for _, same in checks), lines)


def _as_drawn(again: Draw, calls: list[Call]) -> bool:
    """The first calls of each member are those that were drawn, in their order."""
    found: dict[int, list[int]] = {member: [] for member in again.assigned}
    for call in sorted(calls, key=lambda call: call.place):
        if call.instead_of_id is None:
            found.setdefault(call.member_id, []).append(call.drawn_id)
    return {member: tuple(contacts) for member, contacts in found.items()} == dict(again.assigned)


def _as_journalled(replaced: dict[int, Call]) -> bool:
    """Each replacement is the one that was written into the journal, with those whom it passed over."""
    told = Entry.objects.filter(kind="call.replaced", subject_kind="call", subject_id__in=replaced)
    known = {entry.subject_id: (entry.details.get("instead"), entry.details.get("passed_over")) for entry in told}
    return known == {before: (call.drawn_id, call.passed_over) for before, call in replaced.items()}


def _replaced_rightly(
    again: Draw, frame: dict[int, tuple[int, ...]], strata: dict[int, str | int] | None, calls: list[Call]
) -> bool:
    """Each replacement is the next of the ranking, but for those who were passed over with a reason."""
    taken = {call.drawn_id for call in calls if call.instead_of_id is None}
    for call in calls:
        before = call.instead_of
        if before is None:
            continue
        gone = taken | {int(contact) for contact in call.passed_over}
        spare = [contact for contact in again.spare if contact not in gone]
        group = strata.get(before.drawn_id) if strata else None
        if next_spare(spare, before.member_id, frame, strata, group) != call.drawn_id:
            return False
        if call.member_id != before.member_id or not before.reason:
            return False
        taken.add(call.drawn_id)
    return True
