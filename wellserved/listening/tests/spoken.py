"""Calls that were held, with what was noted in them: a board to meet over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid5

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.listening.models import Call, CallLine, Round
from wellserved.listening.tests.served import a_running_round

SAID = (
    ("A colleague told me", "just walk in, they do not bite"),
    ("The walk-up desk.", "Somebody looks up the moment you come in."),
    ("The hours.", "I start at seven, and you open at nine."),
)
_SPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def hold(call: Call, said: Sequence[tuple[str, str]] = SAID) -> list[CallLine]:
    """The call was held: for each question a remark and a quote (empty: none of it)."""
    moment = now()
    call.state, call.began_at, call.held_at = Call.State.HELD, moment - timedelta(minutes=10), moment
    call.save(update_fields=["state", "began_at", "held_at"])
    return CallLine.objects.bulk_create(
        CallLine(
            id=uuid5(_SPACE, f"{call.pk} {question} {quote}"),
            call=call,
            question=question,
            place=float(quote),
            text=text,
            is_quote=bool(quote),
        )
        for question, texts in enumerate(said)
        for quote, text in enumerate(texts)
        if text
    )


def a_spoken_round(cast: Cast, calls: int = 2) -> Round:
    """A round of the desk in which so many calls were held, six lines in each."""
    one = a_running_round(cast)
    for call in one.calls.order_by("member_id", "place")[:calls]:
        hold(call)
    return one


def line_ids(one: Round, **which: object) -> list[UUID]:
    """The lines of a round, in the order of calls and questions."""
    lines = CallLine.objects.filter(call__round=one, **which).order_by("call_id", "question", "place")
    return list(lines.values_list("pk", flat=True))
