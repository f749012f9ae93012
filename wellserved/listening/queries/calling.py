"""Calls and their notes: the member writes; whoever leads the round's teams, and managers, read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.listening.models import Call, CallLine, Round
from wellserved.listening.rules.merging import Line
from wellserved.people.shapes import Actor

State = Call.State
TO_SPEAK = (State.INVITED, State.PLANNED, State.WISHED, State.LATER, State.NO_SHOW)
OPEN_TO_NOTES = (*TO_SPEAK, State.HELD, State.CLOSED)  # a device may bring its notes after the round has ended


def calls_written_by(actor: Actor) -> QuerySet[Call]:
    """One's own calls whose page can be opened: from the invitation on; a call that came to nothing if there are notes.

    Where the contact was erased, so is what they said.
    """
    noted = Exists(CallLine.objects.filter(call=OuterRef("pk"), removed_at=None))
    return Call.objects.filter(
        Q(state__in=OPEN_TO_NOTES) | noted, member_id=actor.member_id or 0, contact__isnull=False
    )


def calls_read_by(actor: Actor) -> QuerySet[Call]:
    """The calls whose notes somebody reads without being the one who called."""
    noted = Exists(CallLine.objects.filter(call=OuterRef("pk"), removed_at=None))
    calls = Call.objects.filter(Q(state=State.HELD) | noted, contact__isnull=False)
    if actor.sees_all:
        return calls
    led = Round.teams.through.objects.filter(team_id__in=actor.led_team_ids).values("round_id")
    return calls.filter(round_id__in=led)


def lines_of(call: Call) -> list[Line]:
    """All lines of a call, tombstones too, as the rules know them."""
    return [as_line(row) for row in CallLine.objects.filter(call=call).order_by("question", "place", "pk")]


def as_line(row: CallLine) -> Line:
    return Line(
        id=row.pk,
        question=row.question,
        place=row.place,
        text=row.text,
        is_quote=row.is_quote,
        new_paragraph=row.new_paragraph,
        revision=row.revision,
        beside=row.beside,
        removed=row.removed_at is not None,
    )


def which_of_mine(call: Call) -> tuple[int, int]:
    """This is the member's first, second, third … call of the round, and of how many."""
    mine = call.round.calls.filter(member_id=call.member_id).exclude(state=State.REPLACED).order_by("place", "pk")
    ids = list(mine.values_list("pk", flat=True))
    return (ids.index(call.pk) + 1 if call.pk in ids else len(ids)), len(ids)


def spoken_with(calls: Iterable[Call]) -> tuple[int, int]:
    """How many of these calls were held, and of how many that still count."""
    states = [call.state for call in calls if call.state != State.REPLACED]
    return states.count(State.HELD), len(states)
