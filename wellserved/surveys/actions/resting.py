"""Letters of asks that were still here when quiet time began: they leave when it is over."""

from __future__ import annotations

from django.db.models import Q

from wellserved.kit.clock import now
from wellserved.mail.actions import move_letter
from wellserved.mail.models import Letter
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.places import Places
from wellserved.surveys.queries.policy import policies_of
from wellserved.surveys.rules.quiet import next_time_to_write, times_of_letter

BATCH = 500


def move_resting_letters() -> int:
    """Give each its next time to leave; `not_after` still says when it is too late. How many were moved."""
    moment = now()
    resting = Letter.objects.filter(state=Letter.State.QUEUED, rests_from__lte=moment).order_by("not_before")[:BATCH]
    ids = [letter.pk for letter in resting]
    if not ids:
        return 0
    asks = Invitation.objects.filter(Q(letter_id__in=ids) | Q(reminder_id__in=ids)).select_related("contact")
    found = {pk: ask for ask in asks for pk in (ask.letter_id, ask.reminder_id) if pk}
    teams = {ask.team_id for ask in found.values()}
    policies, places = policies_of(teams), Places(teams)
    moved = 0
    for pk in ids:
        if ask := found.get(pk):
            policy = policies[ask.team_id]
            where = places.where(ask.contact.timezone if ask.contact else "", ask.team_id)
            opens = next_time_to_write(moment, where, policy) or moment
            times = times_of_letter(opens, opens, where, policy)
            moved += move_letter(letter_id=pk, not_before=times.not_before, rests_from=times.rests_from)
    return moved
