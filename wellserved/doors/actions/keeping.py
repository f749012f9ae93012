"""Opening doors, closing them, and giving a kiosk its way out."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from wellserved.doors.models import Door
from wellserved.doors.queries.doors import token_of_door
from wellserved.doors.rules import WRONG_PINS_IN, pin_problem, pins_may_be_tried
from wellserved.interactions.models import Service
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.people.models import Member, Team

PIN_ROUNDS = 200_000  # our hash never leaves us; a tablet that was told the PIN keeps one of its own


@transaction.atomic
def open_door(
    *,
    kind: str,
    name: str,
    team: Team | None,
    service: Service | None = None,
    member: Member | None = None,
    source: str = "",
    pin: str = "",
    by: By,
) -> Door:
    """A new link. Raises ValueError, in words, where something is missing."""
    if kind == Door.Kind.SNIPPET and not source:
        raise ValueError("Say which help desk it is, by the name its tickets come in under. Nothing was opened.")
    if kind == Door.Kind.KIOSK and (problem := pin_problem(pin)):
        raise ValueError(f"The kiosk needs a PIN for its way out. {problem}")
    seed = secrets.token_hex(16)
    salt = secrets.token_hex(16) if pin else ""
    door = Door.objects.create(
        kind=kind,
        name=name,
        seed=seed,
        token_hash=hash_token(token_of_door(seed)),
        team=team,
        service=service,
        member=member,
        source=source,
        pin_salt=salt,
        pin_hash=hash_pin(pin, salt) if pin else "",
        made_by_id=by.id if by.kind == "member" else None,
    )
    record(kind="door.opened", by=by, subject_kind="door", subject_id=door.pk, door=str(kind))
    return door


def companion_door(team_id: int) -> Door:
    """The door by which those who were there, too, speak about this team; made when the first of them does."""
    seed = f"companions of {team_id}"
    values = {
        "kind": Door.Kind.COMPANION,
        "name": "Who was there, too",
        "seed": seed,
        "team": Team.objects.filter(pk=team_id).first(),
    }
    return Door.objects.get_or_create(token_hash=hash_token(token_of_door(seed)), defaults=values)[0]


@transaction.atomic
def close_door(*, door_id: int, by: By) -> bool:
    """Its link leads nowhere from now on. What came through stays."""
    done = Door.objects.filter(pk=door_id, closed_at=None).update(closed_at=now())
    if done:
        record(kind="door.closed", by=by, subject_kind="door", subject_id=door_id)
    return bool(done)


@transaction.atomic
def reopen_door(*, door_id: int, by: By) -> bool:
    """The same link works again: a poster need not be printed twice."""
    done = Door.objects.filter(pk=door_id, closed_at__isnull=False).update(closed_at=None)
    if done:
        record(kind="door.reopened", by=by, subject_kind="door", subject_id=door_id)
    return bool(done)


@transaction.atomic
def set_pin(*, door_id: int, pin: str, by: By) -> None:
    """Another PIN for a kiosk; the tablet learns it the next time it is online. Raises ValueError."""
    if problem := pin_problem(pin):
        raise ValueError(problem)
    salt = secrets.token_hex(16)
    Door.objects.filter(pk=door_id, kind=Door.Kind.KIOSK).update(
        pin_salt=salt, pin_hash=hash_pin(pin, salt), pin_wrong=0
    )
    record(kind="door.pin_set", by=by, subject_kind="door", subject_id=door_id)


@transaction.atomic
def try_pin(*, door_id: int, pin: str) -> bool | None:
    """Whether this is the way out of a kiosk; None if too many wrong ones came of late. Only wrong ones are counted."""
    door = Door.objects.select_for_update(no_key=True).get(pk=door_id)
    at = now()
    if not pins_may_be_tried(door.pin_wrong, door.pin_wrong_since, at):
        return None
    if secrets.compare_digest(hash_pin(pin, door.pin_salt), door.pin_hash):
        return True
    if door.pin_wrong_since is None or at - door.pin_wrong_since >= WRONG_PINS_IN:
        door.pin_wrong, door.pin_wrong_since = 0, at
    door.pin_wrong += 1
    door.save(update_fields=["pin_wrong", "pin_wrong_since"])
    return False


def hash_pin(pin: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", pin.encode(), bytes.fromhex(salt), PIN_ROUNDS).hex()
