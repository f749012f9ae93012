"""Members invite those whom they drew; the silent are reminded once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from wellserved.frame.speaking import language_of_letters_to
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.listening.letters import PURPOSE, usual_words, write_invitation
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.eligible import reasons_against, unwanted_among
from wellserved.mail.actions import queue_letter, queue_letters
from wellserved.mail.models import Letter
from wellserved.people.models import Membership, Team
from wellserved.surveys.queries.places import Places
from wellserved.surveys.queries.policy import policy_in_force
from wellserved.surveys.rules.quiet import next_time_to_write

REMIND_AFTER = timedelta(days=4)
BATCH = 50


@transaction.atomic
def invite_to_calls(*, call_ids: Sequence[int], by: By, words: Mapping[int, str] | None = None) -> dict[str, int]:
    """Write to the contacts of these calls; how many were, and how many cannot be any more, by reason.

    `words` are what a member wrote instead of the usual sentences, by call. Times of letters follow the contact's
    clock, as with asks.
    """
    calls = list(
        Call.objects.select_for_update(of=("self",))
        .filter(pk__in=call_ids, state=Call.State.DRAWN, round__state=Round.State.RUNNING, contact__isnull=False)
        .select_related("round", "member", "contact")
        .order_by("pk")
    )
    moment, counts = now(), {"invited": 0}
    against = reasons_against([call.contact_id or 0 for call in calls], [], moment)
    teams = _teams_of(calls)
    places = Places({team.pk for team in teams.values() if team})
    policy = policy_in_force()
    invited: list[Call] = []
    letters: list[dict[str, Any]] = []
    for call in calls:
        if reason := against[call.contact_id or 0]:
            counts[reason] = counts.get(reason, 0) + 1
            continue
        assert call.contact is not None
        team = teams[call.pk]
        call.seed = secrets.token_hex(16)
        call.token_hash = hash_token(derive_token(PURPOSE, call.seed, settings.SECRET_KEY))
        call.language = language_of_letters_to(call.contact.language)
        said = (words or {}).get(call.pk) or usual_words(call.member, team, call.contact)
        leaves = next_time_to_write(moment, places.where(call.contact.timezone, team.pk if team else 0), policy)
        letters.append({"key": f"call:{call.pk}", "not_before": leaves or moment, **write_invitation(call, team, said)})
        call.state, call.invited_at, call.remind_at = Call.State.INVITED, moment, (leaves or moment) + REMIND_AFTER
        call.words = said
        invited.append(call)
    queued = queue_letters(letters)
    for call in invited:
        call.letter = queued[f"call:{call.pk}"]
    fields = ["seed", "token_hash", "language", "letter", "state", "invited_at", "remind_at", "words"]
    Call.objects.bulk_update(invited, fields, batch_size=200)
    counts["invited"] = len(invited)
    if invited:
        record(kind="calls.invited", by=by, subject_kind="round", subject_id=invited[0].round_id, invited=len(invited))
    return counts


def remind_of_calls() -> int:
    """One second letter to whoever said nothing, while there are days left. Never two."""
    moment = now()
    due = Call.objects.filter(remind_at__lte=moment).order_by("remind_at", "pk")
    if not due.exists():
        return 0
    with transaction.atomic():
        calls = list(
            due.select_for_update(of=("self",), skip_locked=True).select_related("round", "member", "contact")[:BATCH]
        )
        reminded = [call for call in calls if _may_be_reminded(call, moment)]
        teams = _teams_of(reminded)
        against = unwanted_among([call.contact_id or 0 for call in reminded], moment)
        for call in reminded:
            if call.contact_id in against:
                continue
            letter = write_invitation(call, teams[call.pk], call.words, again=True)
            call.reminder = queue_letter(key=f"call:{call.pk}:again", **letter)
        for call in calls:
            call.remind_at = None
        Call.objects.bulk_update(calls, ["remind_at", "reminder"])
        record(kind="calls.reminded", by=SYSTEM, reminded=sum(call.reminder_id is not None for call in calls))
    return len(calls)


def _may_be_reminded(call: Call, moment: datetime) -> bool:
    silent = call.state == Call.State.INVITED and call.reminder_id is None and call.contact is not None
    sent = call.letter is not None and call.letter.state == Letter.State.SENT
    return silent and sent and call.round.state == Round.State.RUNNING and moment.date() < call.round.last_day


def _teams_of(calls: Sequence[Call]) -> dict[int, Team | None]:
    """For each call the team of the round that its member is in. Two queries, however many."""
    round_ids = {call.round_id for call in calls}
    listening: dict[int, set[int]] = {}
    for round_id, team_id in Round.teams.through.objects.filter(round_id__in=round_ids).values_list(
        "round_id", "team_id"
    ):
        listening.setdefault(round_id, set()).add(team_id)
    members = {call.member_id for call in calls}
    places: dict[int, list[Team]] = {}
    for place in Membership.objects.filter(member_id__in=members).select_related("team").order_by("team_id"):
        places.setdefault(place.member_id, []).append(place.team)
    return {
        call.pk: next(
            (team for team in places.get(call.member_id, []) if team.pk in listening.get(call.round_id, ())), None
        )
        for call in calls
    }
