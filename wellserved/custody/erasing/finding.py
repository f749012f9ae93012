"""Who somebody is to this house, and every row that is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from wellserved.custody.erasing.registry import AT_LAST, PIECES
from wellserved.kit.forgetting import Piece, Whose
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member
from wellserved.people.rules import fold

AT_ONCE = 200  # so many conditions in one question


@dataclass(frozen=True)
class Found:
    """One kind of row, and the rows of it that are theirs."""

    piece: Piece
    rows: list[Any]


def whose(contact: Contact) -> Whose:
    """What they are known by: their address now, and those that our letters to them went to before."""
    namesakes = Contact.objects.filter(name_key=fold(contact.name)).exclude(pk=contact.pk)
    colleagues = Member.objects.filter(name_key=fold(contact.name)).exclude(contact=contact)
    alone = len(contact.name.split()) > 1 and not namesakes.exists() and not colleagues.exists()
    now = frozenset({contact.email.lower()} - {""})
    person = Whose(contact.pk, contact.name, now, contact.phone, alone)
    letters = letters_about(find(person)).filter(audience=Letter.Audience.CUSTOMER)
    before = {email.lower() for email in letters.values_list("to_email", flat=True)} - now
    others = Contact.objects.exclude(pk=contact.pk)
    theirs = {email for email in before if not others.filter(email__iexact=email).exists()}
    theirs -= {email.lower() for email in Member.objects.exclude(email="").values_list("email", flat=True)}
    return replace(person, emails=now | theirs) if theirs else person


def find(person: Whose) -> list[Found]:
    """All of it, the contact last. Nothing is changed."""
    seen: set[tuple[str, Any]] = set()
    found = []
    for piece in (*PIECES, AT_LAST):  # what two rooms find is the first one's
        rows = [row for row in piece.rows(person).order_by("pk") if (piece.what, row.pk) not in seen]
        seen |= {(piece.what, row.pk) for row in rows}
        found.append(Found(piece, rows))
    return found


def letters_about(found: Iterable[Found]) -> Any:
    """Letters that tell of any of these rows."""
    conditions = [one.piece.letters(row) for one in found if one.piece.letters for row in one.rows]
    ids: set[int] = set()
    for start in range(0, len(conditions), AT_ONCE):
        any_of = Q(pk__in=[])
        for condition in conditions[start : start + AT_ONCE]:
            any_of |= condition
        ids |= set(Letter.objects.filter(any_of).values_list("pk", flat=True))
    return Letter.objects.filter(pk__in=ids)
