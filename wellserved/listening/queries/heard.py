"""What contacts said of their own accord, and who may read it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from wellserved.listening.models import Call, Heard, Round
from wellserved.listening.queries.calling import calls_read_by
from wellserved.mail.models import Letter
from wellserved.people.shapes import Actor

SPOKE = (Heard.Kind.LETTER, Heard.Kind.CALL)


def calls_heard_by(actor: Actor) -> QuerySet[Call]:
    """One's own calls, and those whose notes one reads as well."""
    own = Q(member_id=actor.member_id or 0, contact__isnull=False)
    read = Q(pk__in=calls_read_by(actor).values("pk"))
    return Call.objects.filter(own | read).select_related("round", "member", "contact__client")


def heard_of(call: Call) -> list[Heard]:
    """All that came, the newest first."""
    return list(Heard.objects.filter(call=call).order_by("-at", "-pk")[:200])


def letters_back(call: Call) -> list[Letter]:
    """What the member wrote back from here, the newest first."""
    back = Letter.objects.filter(thread_kind="call", thread_id=call.pk, kind="reply")
    return list(back.order_by("-created_at", "-pk")[:100])


def unseen_by(member_id: int | None) -> list[Heard]:
    """What waits for this member to read it, the oldest first. One query."""
    if member_id is None:
        return []
    waiting = Heard.objects.filter(seen_at=None, call__member_id=member_id, call__contact__isnull=False)
    return list(waiting.select_related("call__contact__client", "call__round").order_by("at", "pk")[:20])


def spoke_again(one: Round) -> int:
    """With how many of those whom we called we spoke again: they wrote or called after the call. One query."""
    again = Q(heard__kind__in=SPOKE, heard__at__gt=F("held_at"))
    found: int = one.calls.filter(held_at__isnull=False).aggregate(n=Count("pk", filter=again, distinct=True))["n"]
    return found


def spoke_again_since(call: Call) -> datetime | None:
    """When this contact first wrote or called after the call."""
    if call.held_at is None:
        return None
    later = Heard.objects.filter(call=call, kind__in=SPOKE, at__gt=call.held_at).order_by("at")
    return later.values_list("at", flat=True).first()
