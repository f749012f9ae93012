"""Second chances: after something was put right, the next time that somebody is served is asked about."""

from __future__ import annotations

from datetime import datetime

from wellserved.surveys.models import Invitation, SecondChance


def give_second_chance(*, contact_id: int, since: datetime) -> None:
    """What closes after `since` is asked about, once. In the transaction of the case, which journals it."""
    SecondChance.objects.update_or_create(contact_id=contact_id, defaults={"since": since, "invitation": None})


def end_second_chance(*, contact_id: int) -> None:
    """It has been a year, or the complaint turned out to be none."""
    SecondChance.objects.filter(contact_id=contact_id).delete()


def spend_chance(*, invitation: Invitation, served_at: datetime | None) -> None:
    """This ask, however it came about, is the one about the next time."""
    if invitation.contact_id and served_at:
        waiting = SecondChance.objects.filter(contact_id=invitation.contact_id, invitation=None, since__lt=served_at)
        waiting.update(invitation=invitation)


def take_chance_back(*, invitation: Invitation) -> None:
    """The ask was none after all: the next time is still to come."""
    SecondChance.objects.filter(invitation=invitation).update(invitation=None)
