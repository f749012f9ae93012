"""When somebody was last asked, or called: the one place that every rule about leaving people in peace looks at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Case, DateTimeField, F, Max, Value, When
from django.db.models.functions import Coalesce, Greatest

from wellserved.mail.models import Letter
from wellserved.surveys.models import Invitation

# A room that contacts people in another way (a call, say) adds a function: contact ids in, moments out, one query.
Source = Callable[[Collection[int]], Mapping[int, datetime]]
_others: list[Source] = []


@dataclass
class Contacted:
    """When a contact was last asked or called, about which service (by its id), by which version of which survey."""

    at: datetime | None = None
    about: dict[int, datetime] = field(default_factory=dict)
    by: dict[int, datetime] = field(default_factory=dict)

    def note(self, at: datetime, service_id: int, version_id: int | None) -> None:
        self.at = max(self.at or at, at)
        self.about[service_id] = max(self.about.get(service_id, at), at)
        if version_id:
            self.by[version_id] = max(self.by.get(version_id, at), at)


def also_contacted(source: Source) -> Source:
    """Let another room say whom it contacted when."""
    _others.append(source)
    return source


def last_contacted(contact_ids: Collection[int], now: datetime) -> dict[int, Contacted]:
    """One query, and one for each other room. An ask whose letter still waits to leave counts as made now."""
    found = {contact_id: Contacted() for contact_id in contact_ids}
    for contact_id, service_id, version_id, last in _asked(contact_ids, now):
        found[contact_id].note(last, service_id, version_id)
    for source in _others:
        for contact_id, last in source(contact_ids).items():
            contacted = found[contact_id]
            contacted.at = max(contacted.at or last, last)
    return found


def _asked(contact_ids: Collection[int], now: datetime) -> Iterable[tuple[int, int, int | None, datetime]]:
    left = Greatest(
        "created_at",
        Coalesce("letter__sent_at", "letter__handed_over_at", "created_at"),
        Coalesce("reminder__sent_at", "reminder__handed_over_at", "created_at"),
    )
    moment = Case(
        When(letter__state=Letter.State.QUEUED, then=Greatest("created_at", Value(now))),
        default=left,
        output_field=DateTimeField(),
    )
    rows = Invitation.objects.filter(contact_id__in=contact_ids, cancelled_at=None, came_by=0)
    return rows.values_list("contact_id", F("service_id"), "version_id").annotate(last=Max(moment))
