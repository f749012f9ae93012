"""What happens to a kind word later: the wall, the giver's consent, what members wish."""

from __future__ import annotations

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kudos.models import Kudos, Wish
from wellserved.people.models import Member


@transaction.atomic
def set_on_the_wall(*, kudos_id: int, shown: bool, by: By) -> None:
    """Whether its receiver lets it hang on the wall. Without the giver's consent it does not hang there anyway."""
    kudos = Kudos.objects.select_for_update().get(pk=kudos_id)
    if shown == (kudos.off_the_wall_at is None):
        return
    kudos.off_the_wall_at = None if shown else now()
    kudos.save(update_fields=["off_the_wall_at"])
    kind = "kudos.hung_up" if shown else "kudos.taken_down"
    record(kind=kind, by=by, subject_kind="kudos", subject_id=kudos.pk)


@transaction.atomic
def set_consent(*, kudos_id: int, given: bool, by: By) -> None:
    """Whether the giver lets others read their words. It can be taken back at any time."""
    kudos = Kudos.objects.select_for_update().get(pk=kudos_id)
    if kudos.may_be_shown == given:
        return
    kudos.may_be_shown = given
    kudos.save(update_fields=["may_be_shown"])
    kind = "kudos.consented" if given else "kudos.withheld"
    record(kind=kind, by=by, subject_kind="kudos", subject_id=kudos.pk)


@transaction.atomic
def set_listed(*, member: Member, listed: bool, by: By) -> None:
    """Whether the page that thanks finds this member. Kind words that came stay."""
    wish = _wish_of(member)
    if listed == (wish.unlisted_since is None):
        return
    wish.unlisted_since = None if listed else now()
    wish.save(update_fields=["unlisted_since"])
    record(kind="member.listed" if listed else "member.unlisted", by=by, subject_kind="member", subject_id=member.pk)


@transaction.atomic
def set_digest(*, member: Member, wanted: bool, by: By) -> None:
    """Whether this member gets the monthly letter of kind words."""
    wish = _wish_of(member)
    if wanted == (wish.no_digest_since is None):
        return
    wish.no_digest_since = None if wanted else now()
    wish.save(update_fields=["no_digest_since"])
    kind = "member.digest_wanted" if wanted else "member.digest_declined"
    record(kind=kind, by=by, subject_kind="member", subject_id=member.pk)


def _wish_of(member: Member) -> Wish:
    return Wish.objects.select_for_update().get_or_create(member=member)[0]
