"""What came of what I did: one true sentence, or none."""

from __future__ import annotations

from datetime import datetime, timedelta

from wellserved.kit.clock import now
from wellserved.kit.saying import number
from wellserved.passages.models import Passage
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise
from wellserved.site.rules import people_in_words
from wellserved.surveys.models import Invitation, Response

SINCE = timedelta(days=28)


def came_of_it(actor: Actor) -> str:
    """Whom I answered and how they were served since; else promises kept; else who was glad. At most three queries."""
    member, since = actor.member_id or 0, now() - SINCE
    return _answered(member, since) or _kept(member, since) or _glad(member, since)


def _answered(member: int, since: datetime) -> str:
    replies = Passage.objects.filter(reader_id=member, replied_at__gte=since).exclude(contact=None)
    answered: dict[int, datetime] = {}
    for contact, when in replies.order_by("replied_at").values_list("contact_id", "replied_at")[:500]:
        if when:
            answered.setdefault(contact, when)
    if not answered:
        return ""
    said = f"In four weeks you have written back to {people_in_words(len(answered))}."
    later = Response.objects.filter(
        invitation__contact_id__in=answered, first_at__gte=min(answered.values()), felt__gte=4
    )
    rows = later.values_list("invitation__contact_id", "first_at")
    happier = len({contact for contact, when in rows if contact and when > answered[contact]})
    if not happier:
        return said
    if happier == len(answered) == 1:
        return f"{said} They were served again since, and it felt good."
    who = "One of them was" if happier == 1 else f"{number(happier).capitalize()} of them were"
    return f"{said} {who} served again since, and it felt good."


def _kept(member: int, since: datetime) -> str:
    kept = Promise.objects.filter(member_id=member, state=Promise.State.KEPT, ended_at__gte=since).count()
    return f"In four weeks you have kept {'one promise' if kept == 1 else f'{number(kept)} promises'}." if kept else ""


def _glad(member: int, since: datetime) -> str:
    served = Invitation.members.through.objects.filter(member_id=member).values("invitation_id")
    glad = Response.objects.filter(pk__in=served, achieved=2, felt=5, first_at__gte=since).count()
    who = people_in_words(glad).capitalize()
    return f"{who} whom you served in these four weeks got what they came for, and felt great." if glad else ""
