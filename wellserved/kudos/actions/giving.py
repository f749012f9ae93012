"""A kind word is given: kept once, and in its owner's and their manager's hands at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.tokens import derive_token, hash_token, new_token
from wellserved.kudos.models import Kudos
from wellserved.kudos.queries.kudos import PURPOSE
from wellserved.kudos.shapes import KindWords
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member
from wellserved.people.queries import lead_of, manager_of

MOST_READERS = 60  # of a kind word for a whole team


@transaction.atomic
def give_kudos(*, said: KindWords, by: By) -> tuple[Kudos, bool]:
    """Keep it, and write to its owner and to whom they report to at once. The same key again is the same word: False.

    For a team, everybody in it and whom its lead reports to. Letters are queued with it, or not at all.
    """
    known = Kudos.objects.filter(key=said.key).first()
    if known:
        return known, False
    seed = new_token()
    kudos, new = Kudos.objects.get_or_create(
        key=said.key,
        defaults={
            "member": said.member,
            "team": said.team,
            "words": said.words,
            "came_by": said.came_by,
            "giver_name": said.giver_name[:200],
            "giver_email": said.giver_email[:254] if is_an_address(said.giver_email) else "",
            "contact": said.contact,
            "language": said.language,
            "may_be_shown": said.may_be_shown,
            "seed": seed,
            "token_hash": hash_token(derive_token(PURPOSE, seed, settings.SECRET_KEY)),
            "door_id": said.door_id,
            "response_id": said.response_id,
            "given_by": said.given_by,
            "accepted_by": said.accepted_by,
        },
    )
    if new:
        for reader in _readers(kudos):
            _write_to(reader, kudos)
        record(
            kind="kudos.given",
            by=by,
            subject_kind="kudos",
            subject_id=kudos.pk,
            member=kudos.member_id,
            team=kudos.team_id,
            came_by=said.came_by,
        )
    return kudos, new


def _readers(kudos: Kudos) -> Sequence[Member]:
    if kudos.member_id:
        owner = Member.objects.select_related("account").get(pk=kudos.member_id)
        above = manager_of(owner.pk)
        return (owner, above) if above else (owner,)
    if kudos.team_id is None:
        return ()
    team = list(
        Member.objects.filter(memberships__team_id=kudos.team_id, left_at=None)
        .select_related("account")
        .order_by("pk")[:MOST_READERS]
    )
    lead = lead_of(kudos.team_id)
    above = manager_of(lead.pk) if lead else None
    return [*team, above] if above and above not in team else team


def _write_to(reader: Member, kudos: Kudos) -> None:
    address = address_of(reader)
    if not is_an_address(address):
        return
    own = reader.pk == kudos.member_id
    whom = kudos.member.name if kudos.member else kudos.team.name if kudos.team else ""
    lines = [f"Dear {reader.first_name},", f"{name_of_giver(kudos)} has a kind word for {'you' if own else whom}:"]
    lines.append("\n".join(f"> {line}" for line in kudos.words.splitlines()))
    if kudos.member and not own:
        lines.append(f"{kudos.member.first_name} has it, too. Tell them that you have read it.")
    lines.append(settings.BASE_URL + reverse("kudos_one", args=[kudos.pk]))
    queue_letter(
        key=f"kudos:{kudos.pk}:{reader.pk}",
        kind="kudos",
        audience=Letter.Audience.STAFF,
        to_email=address,
        to_name=reader.name,
        subject="A kind word for you" if own else f"A kind word for {whom}",
        text="\n\n".join(lines).replace("{{", "{ {") + "\n",
    )


def name_of_giver(kudos: Kudos) -> str:
    """As it is said inside: a colleague, what they call themselves, or somebody whom we serve."""
    return (kudos.given_by.name if kudos.given_by else kudos.giver_name) or "Somebody whom you serve"
