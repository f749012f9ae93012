"""The sample round's first calls were held: what was said stands on the board, partly sorted, two themes decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings

from wellserved.demo.heard import HEARD
from wellserved.journal.shapes import By
from wellserved.kit.clock import local_day
from wellserved.listening.actions.calling import end_call
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.actions.stories import write_story
from wellserved.listening.models import Call, CallLine, Round
from wellserved.listening.shapes import Decided, Told
from wellserved.people.models import Member

IDS = UUID("9b0c8a52-51f7-4a0e-9c53-3c1de2d2f6a1")
HOURS, DESK, TICKETS = ("opening", "open at", "open earlier", "half past"), ("desk",), ("ticket",)


def meet_over_what_was_said(one: Round, member_ids: Sequence[int], lead: Member, end: datetime) -> None:
    """The calls of these members, one after another, as far as there are words for them."""
    calls = list(one.calls.filter(member_id__in=member_ids, state=Call.State.DRAWN).order_by("place", "pk"))[
        : len(HEARD)
    ]
    lines = []
    for call, heard in zip(calls, HEARD, strict=False):
        by = By("member", call.member_id)
        if not invite_to_calls(call_ids=[call.pk], by=by)["invited"]:
            continue
        end_call(call_id=call.pk, by=by)
        lines += [
            CallLine(
                id=uuid5(IDS, f"{call.pk}.{question}.{place}"),
                call=call,
                question=question,
                place=float(place),
                text=text,
                is_quote=place == 1,
            )
            for question, said in enumerate(heard)
            for place, text in enumerate(said)
            if text
        ]
    CallLine.objects.bulk_create(lines)
    _decide(one, lines, lead, end)


def _decide(one: Round, lines: list[CallLine], lead: Member, end: datetime) -> None:
    by, left = By("member", lead.pk), list(lines)

    def theme(name: str, words: tuple[str, ...], questions: tuple[int, ...]) -> tuple[int, list[CallLine]]:
        found = [
            line for line in left if line.question in questions and any(word in line.text.lower() for word in words)
        ]
        for line in found:
            left.remove(line)
        ids = [line.pk for line in found]
        return make_theme(round_id=one.pk, name=name, line_ids=ids, by=by, member=lead).pk, found

    hours, said = theme("Open before lectures begin", HOURS, (2,))
    desk, _ = theme("The walk-up desk", DESK, (1,))
    theme("Where is my ticket?", TICKETS, (2,))
    day = local_day(end, settings.TIME_ZONE) + timedelta(days=18)
    decide_theme(
        theme_id=hours,
        decided=Decided("adjust", action="Open the desk at half past seven in term", owner_id=lead.pk, due_on=day),
        by=by,
        member=lead,
    )
    keeps = Decided("keep", confirms_words="the desk by the door, since the spring before last")
    decide_theme(theme_id=desk, decided=keeps, by=by, member=lead)
    quotes = [line for line in said if line.is_quote]
    if quotes:
        told = Told(
            "Seven in the morning",
            "A lab begins at seven. Whoever is locked out of their account then waits for two hours, with a sample "
            "that does not keep. In term, somebody will be at the desk from half past seven.",
        )
        write_story(line_id=quotes[0].pk, told=told, by=by, member=lead)
