"""Every write of this room."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wellserved.hardones.models import HardOne
from wellserved.hardones.queries import whom_to_ask
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit import saying
from wellserved.kit.clock import now
from wellserved.mail.actions import queue_letter
from wellserved.mail.composing import is_an_address
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Member
from wellserved.promises.actions import make_promise


class AlreadyAnsweredError(Exception):
    """Somebody has answered it before."""


@transaction.atomic
def ask_for_support(
    *, member: Member, source_kind: str, source_id: int, team_id: int | None, by: By
) -> tuple[HardOne, bool]:
    """That was a hard one. A second tap on the same thing is the same asking: False."""
    hard_one, new = HardOne.objects.get_or_create(
        member=member,
        source_kind=source_kind,
        source_id=source_id,
        defaults={"asked": whom_to_ask(member, team_id)},
    )
    if new:
        asked = hard_one.asked
        _write(
            asked,
            hard_one,
            "asked",
            f"{member.first_name} had a hard one",
            f"{member.name} had a hard one, and asks for you. A call, or a minute at their desk, is enough.",
        )
        record(
            kind="hard_one.asked",
            by=by,
            subject_kind="hard_one",
            subject_id=hard_one.pk,
            asked=asked.pk if asked else None,
        )
    return hard_one, new


@transaction.atomic
def add_word(*, hard_one_id: int, word: str, by: By) -> None:
    """What made it hard, if one likes to say. It stands on the page, and in no letter."""
    hard_one = HardOne.objects.select_for_update().get(pk=hard_one_id)
    hard_one.word = word
    hard_one.save(update_fields=["word"])
    record(kind="hard_one.told", by=by, subject_kind="hard_one", subject_id=hard_one.pk)


@transaction.atomic
def promise_support(*, hard_one_id: int, text: str, due_at: datetime, by: By) -> HardOne:
    """I will call you: a promise of whoever was asked, on their Today until it is kept."""
    hard_one = _waiting(hard_one_id)
    asked = hard_one.asked
    if asked is None:
        raise AlreadyAnsweredError
    hard_one.promise = make_promise(
        member=asked, text=text, due_at=due_at, source_kind="hard_one", source_id=hard_one.pk, by=by
    )
    hard_one.answered_at = now()
    hard_one.save(update_fields=["promise", "answered_at"])
    when = saying.by_moment(due_at, now(), settings.TIME_ZONE)
    said = f"{asked.name} knows that it was a hard one, and promises you {when}: {text}"
    _write(hard_one.member, hard_one, "answered", f"{asked.first_name} is there for you", said)
    record(kind="hard_one.answered", by=by, subject_kind="hard_one", subject_id=hard_one.pk)
    return hard_one


@transaction.atomic
def end_hard_one(*, hard_one_id: int, by: By) -> None:
    """We have spoken. It waits for nobody any more."""
    hard_one = HardOne.objects.select_for_update().get(pk=hard_one_id)
    if hard_one.ended_at:
        raise AlreadyAnsweredError
    hard_one.ended_at = now()
    hard_one.save(update_fields=["ended_at"])
    record(kind="hard_one.ended", by=by, subject_kind="hard_one", subject_id=hard_one.pk)


def _waiting(hard_one_id: int) -> HardOne:
    hard_one = HardOne.objects.select_for_update().get(pk=hard_one_id)
    if hard_one.answered_at or hard_one.ended_at:
        raise AlreadyAnsweredError
    return hard_one


def _write(to: Member | None, hard_one: HardOne, what: str, subject: str, said: str) -> None:
    address = address_of(to) if to else ""
    if to is None or not is_an_address(address):
        return
    link = settings.BASE_URL + reverse("hard_one", args=[hard_one.pk])
    queue_letter(
        key=f"hard-one:{hard_one.pk}:{what}",
        kind="hard_one",
        audience=Letter.Audience.STAFF,
        to_email=address,
        to_name=to.name,
        subject=subject,
        text=f"Dear {to.first_name},\n\n{said}\n\n{link}\n".replace("{{", "{ {"),
    )
