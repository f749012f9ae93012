"""What the person served sees of their case. Nothing here reads notes, moves, causes or photos of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wellserved.cases.models import Case, CasePhoto, Message, Understanding
from wellserved.cases.rules.moving import CLOSED, OPEN, STATES, may_reopen
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.surveys.models import Invitation

TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True)
class Word:
    """One letter, theirs or ours; ours with a first name."""

    at: datetime
    kind: str
    words: str
    who: str


@dataclass(frozen=True)
class Status:
    """All that the page shows."""

    case: Case
    words: list[Word]
    understood: str
    corrected: bool
    photos: int
    who: str
    may_reopen: bool

    @property
    def open(self) -> bool:
        return self.case.state in OPEN

    @property
    def step(self) -> int:
        return STATES.index(self.case.state)


def case_of_token(token: str) -> Case | None:
    if not TOKEN.fullmatch(token):
        return None
    cases = Case.objects.select_related("contact", "team", "lead", "owner")
    return cases.filter(token_hash=hash_token(token)).first()


def status_of(case: Case) -> Status:
    """Three queries."""
    messages = Message.objects.filter(case=case).select_related("member").order_by("at", "pk")
    latest = Understanding.objects.filter(case=case).order_by("-number").first()
    on_it = case.owner or case.lead
    return Status(
        case,
        [Word(one.at, one.kind, one.words, one.member.first_name if one.member else "") for one in messages[:500]],
        latest.words if latest else "",
        bool(latest and latest.member_id is None and latest.number > 1),
        their_photos(case).count(),
        on_it.first_name if on_it else "",
        may_reopen(case.state, case.closed_at, now()),
    )


def their_photos(case: Case) -> QuerySet[CasePhoto]:
    """The photos that they sent, in the order in which they came."""
    return CasePhoto.objects.filter(case=case, by_contact=True).select_related("blob").order_by("pk")


def heard_lately(case: Case) -> int:
    """How often they wrote within an hour: more than a person does is refused."""
    since = now() - timedelta(hours=1)
    return Message.objects.filter(case=case, kind=Message.Kind.SAID, at__gte=since).count() + (
        Understanding.objects.filter(case=case, member=None, at__gte=since).count()
    )


def open_case_after(invitation: Invitation) -> Case | None:
    """What they opened from the link of this ask, and is not closed."""
    ours = Case.objects.filter(key__startswith=f"invitation:{invitation.pk}:").exclude(state=CLOSED)
    return ours.order_by("-pk").first()
