"""What somebody is waiting for, in a few lines: the card beside the figures on Pulse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from wellserved.cases.queries.listing import open_and_late
from wellserved.kit.clock import now
from wellserved.mail.queries import held_letters, mail_is_held
from wellserved.passages.queries import WAITING, passages_visible_to
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_visible_to


@dataclass(frozen=True)
class Owed:
    """One line: what, how many, how many of them late, where to go."""

    what: str
    count: int
    late: int
    soon: int
    href: str


def owed_to_people(actor: Actor) -> list[Owed]:
    """The lines that this person can do something about."""
    moment = now()
    waiting = passages_visible_to(actor).filter(WAITING)
    low = _counted(waiting.filter(low=True), "read_by", moment)
    words = _counted(waiting.filter(low=False), "read_by", moment)
    promises = _counted(promises_visible_to(actor).filter(state=Promise.State.OPEN), "due_at", moment)
    feedback = reverse("feedback")
    complaints = open_and_late(actor)
    lines = [
        Owed("Complaints open", *complaints, f"{reverse('cases')}?kind=complaint"),
        Owed("Low answers to look at", *low, f"{feedback}?show=unread"),
        Owed("Comments to read", *words, f"{feedback}?show=unread"),
        Owed("Promises to keep", *promises, reverse("promises")),
    ]
    if actor.sees_all and mail_is_held() and (held := held_letters()):
        lines.append(Owed("Letters held back", held, 0, 0, reverse("letters")))
    return lines


def _counted(things: QuerySet[Any], due: str, moment: datetime) -> tuple[int, int, int]:
    """How many, how many of them late, and how many due within a day."""
    late, soon = Q(**{f"{due}__lt": moment}), Q(**{f"{due}__gte": moment, f"{due}__lt": moment + timedelta(days=1)})
    found = things.aggregate(a=Count("pk"), b=Count("pk", filter=late), c=Count("pk", filter=soon))
    return found["a"], found["b"], found["c"]
