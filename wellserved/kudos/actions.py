"""A kind word is given; a member would rather not be found."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kudos.models import Kudos, Unlisted
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member, Team
from wellserved.people.queries import manager_of


@transaction.atomic
def give_kudos(
    *,
    key: str,
    member: Member,
    team: Team | None,
    words: str,
    giver_name: str = "",
    giver_email: str = "",
    may_be_shown: bool = False,
    door_id: int = 0,
    given_by: Member | None = None,
    by: By,
) -> Kudos:
    """Keep it, and write to the member and to whom they report to at once. The same page again is the same word."""
    kudos, new = Kudos.objects.get_or_create(
        key=key,
        defaults={
            "member": member,
            "team": team,
            "words": words,
            "giver_name": giver_name[:200],
            "giver_email": giver_email[:254],
            "may_be_shown": may_be_shown,
            "door_id": door_id,
            "given_by": given_by,
        },
    )
    if new:
        above = manager_of(member.pk)
        for reader in (member, above) if above else (member,):
            _write_to(reader, kudos)
        record(kind="kudos.given", by=by, subject_kind="kudos", subject_id=kudos.pk, member=member.pk)
    return kudos


@transaction.atomic
def set_listed(*, member: Member, listed: bool, by: By) -> None:
    """Whether the page that thanks finds this member. Kind words that came stay."""
    if listed:
        changed = Unlisted.objects.filter(member=member).delete()[0]
    else:
        changed = Unlisted.objects.get_or_create(member=member)[1]
    if changed:
        record(
            kind="member.listed" if listed else "member.unlisted", by=by, subject_kind="member", subject_id=member.pk
        )


def _write_to(reader: Member, kudos: Kudos) -> None:
    address = address_of(reader)
    if not address:
        return
    who = kudos.given_by.name if kudos.given_by else kudos.giver_name or "Somebody whom you serve"
    own = reader.pk == kudos.member_id
    about = "you" if own else kudos.member.name
    lines = [f"Dear {reader.first_name},", f"{who} has a kind word for {about}:"]
    lines.append("\n".join(f"> {line}" for line in kudos.words.splitlines()))
    if not own:
        lines.append(f"{kudos.member.first_name} has it, too. Tell them that you have read it.")
    lines.append(settings.BASE_URL + reverse("kudos"))
    queue_letter(
        key=f"kudos:{kudos.pk}:{reader.pk}",
        kind="kudos",
        audience=Letter.Audience.STAFF,
        to_email=address,
        to_name=reader.name,
        subject="A kind word for you" if own else f"A kind word for {kudos.member.name}",
        text="\n\n".join(lines) + "\n",
    )
