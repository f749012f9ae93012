"""What an admin reads before somebody is forgotten: whom, and what of theirs there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from wellserved.calendars.models import Appointment
from wellserved.cases.models import Case
from wellserved.custody.erasing.finding import Found, find, whose
from wellserved.kit.clock import now
from wellserved.listening.forgetting import OVER
from wellserved.people.models import Contact
from wellserved.people.queries import contacts_visible_to
from wellserved.people.shapes import Actor


@dataclass(frozen=True)
class Line:
    """One kind of row, how many of it, and what becomes of them: with the name alone, and with the words."""

    what: str
    rows: int
    named: str
    erased: str


@dataclass(frozen=True)
class Ahead:
    """What forgetting somebody would do."""

    lines: list[Line]
    open_cases: int
    calls_ahead: int
    emails: list[str]
    name_is_theirs: bool
    is_member: bool


def contacts_forgotten_by(actor: Actor) -> QuerySet[Contact]:
    """Admins alone: it cannot be undone."""
    return contacts_visible_to(actor) if actor.is_admin else Contact.objects.none()


def ahead_of(contact: Contact) -> Ahead:
    """Everything that would go, counted. Nothing is changed."""
    person = whose(contact)
    found = [one for one in find(person) if one.rows]
    cases = [row for one in found if one.piece.model is Case for row in one.rows]
    calls = [row for one in found if one.piece.what == "Calls with them" for row in one.rows]
    agreed = Appointment.objects.filter(
        subject_kind="call", subject_id__in=[row.pk for row in calls if row.state not in OVER], starts_at__gt=now()
    )
    return Ahead(
        [_line(one) for one in found],
        sum(case.state != Case.State.CLOSED for case in cases),
        agreed.count(),
        sorted(person.emails),
        person.name_is_theirs,
        hasattr(contact, "member"),
    )


def _line(one: Found) -> Line:
    piece = one.piece
    if piece.row == "goes":
        return Line(piece.what, len(one.rows), "goes", "goes")
    erased = "goes" if piece.row != "stays" else "emptied" if piece.words else "stays, and is nobody’s"
    return Line(piece.what, len(one.rows), "stays, and is nobody’s", erased)
