"""What a meeting's minutes tell: when, who, how many calls, and what was decided."""

from __future__ import annotations

from wellserved.listening.models import Meeting, Round
from wellserved.listening.queries.board import calls_in_short, unsorted_notes
from wellserved.listening.queries.decided import outcomes_of
from wellserved.listening.shapes import Minutes


def minutes_of(one: Round) -> Minutes:
    """As it is now. A few queries, however much was said."""
    meeting = Meeting.objects.filter(round=one).prefetch_related("present").first()
    held, drawn = calls_in_short(one)
    return Minutes(
        round=one.name,
        teams=tuple(one.teams.order_by("name_key").values_list("name", flat=True)),
        purpose=one.purpose,
        first_day=one.first_day,
        last_day=one.last_day,
        held_on=meeting.held_on if meeting else None,
        present=tuple(sorted(member.name for member in meeting.present.all())) if meeting else (),
        held=held,
        drawn=drawn,
        outcomes=tuple(outcomes_of(one.pk)),
        unsorted=len(unsorted_notes(one)),
    )
