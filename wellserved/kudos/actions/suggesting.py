"""Praise inside a comment is noticed by a rule, and becomes kudos when a named person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from wellserved.journal.actions import advance, record
from wellserved.journal.queries import pull, standing_of
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kudos.actions.giving import give_kudos
from wellserved.kudos.models import Kudos, Suggestion
from wellserved.kudos.rules import praise_in, praised
from wellserved.kudos.shapes import KindWords
from wellserved.people.models import Member, Team
from wellserved.surveys.models import Invitation, Response

CURSOR, KINDS = "praise in answers", ("answer.recorded",)
RECENT = timedelta(days=30)  # what is older is not brought up any more


class AlreadyDecidedError(Exception):
    """Somebody has decided about it before."""


def notice_praise(*, limit: int) -> int:
    """Take the next answers from the journal and note which read like praise; how many entries were taken."""
    since = standing_of(CURSOR)
    happened = pull(CURSOR, KINDS, limit)
    if not happened:
        return 0
    ids = sorted({entry.subject_id for entry in happened if entry.subject_id is not None})
    found = _found(ids)
    with transaction.atomic():
        if not advance(cursor_name=CURSOR, to=happened[-1].id, since=since):
            return 0  # another worker took them
        known = dict(Suggestion.objects.filter(response_id__in=ids).values_list("response_id", "state"))
        no_more = [pk for pk, state in known.items() if pk not in found and state == Suggestion.State.WAITING]
        Suggestion.objects.filter(response_id__in=no_more).delete()
        new = Suggestion.objects.bulk_create([one for pk, one in found.items() if pk not in known])
        if new or no_more:
            record(kind="kudos.suggested", suggested=len(new), withdrawn=len(no_more))
    return len(happened)


def _found(response_ids: Sequence[int]) -> dict[int, Suggestion]:
    """What reads like praise among these answers. Three queries; none of them writes."""
    high = Response.objects.filter(pk__in=response_ids, felt=5, first_at__gte=now() - RECENT).exclude(words="")
    answers = list(high.exclude(achieved=0).select_related("invitation"))
    teams = set(Team.objects.filter(pk__in={answer.team_id for answer in answers}).values_list("pk", flat=True))
    served: dict[int, list[tuple[int, str]]] = {}
    through = Invitation.members.through.objects.filter(invitation_id__in=[answer.pk for answer in answers])
    for row in through.select_related("member").order_by("pk"):
        if row.member.left_at is None:
            served.setdefault(row.invitation_id, []).append((row.member_id, row.member.first_name))
    found = {}
    for answer in answers:
        who = served.get(answer.pk, [])
        praise = praise_in(answer.words, answer.felt, answer.achieved, [name for _, name in who])
        if praise:
            found[answer.pk] = Suggestion(
                response=answer,
                member_id=praised(who, praise),
                team_id=answer.team_id if answer.team_id in teams else None,
                because=", ".join(praise.because)[:200],
            )
    return found


@transaction.atomic
def accept_suggestion(
    *, suggestion_id: int, member: Member | None, team: Team | None, words: str, accepted_by: Member | None, by: By
) -> Kudos:
    """Make it kudos for a member or a team: in the customer's words, seen by nobody else unless they consent."""
    suggestion = _waiting(suggestion_id)
    response = Response.objects.select_related("invitation__contact").get(pk=suggestion.response_id)
    asked = response.invitation
    kudos, _ = give_kudos(
        said=KindWords(
            key=f"comment:{response.pk}",
            words=words,
            member=member,
            team=team,
            came_by=Kudos.CameBy.COMMENT,
            giver_name=asked.contact.name if asked.contact else asked.writer_name,
            giver_email="" if asked.contact else asked.writer_email,
            contact=asked.contact,
            language=asked.language,
            response_id=response.pk,
            accepted_by=accepted_by,
        ),
        by=by,
    )
    _decide(suggestion, Suggestion.State.ACCEPTED, accepted_by, kudos)
    record(
        kind="kudos.suggestion_accepted",
        by=by,
        subject_kind="suggestion",
        subject_id=suggestion.pk,
        kudos=kudos.pk,
    )
    return kudos


@transaction.atomic
def decline_suggestion(*, suggestion_id: int, declined_by: Member | None, by: By) -> None:
    """It is no praise, or needs no passing on. The comment stays where it is."""
    suggestion = _waiting(suggestion_id)
    _decide(suggestion, Suggestion.State.DECLINED, declined_by, None)
    record(kind="kudos.suggestion_declined", by=by, subject_kind="suggestion", subject_id=suggestion.pk)


def _waiting(suggestion_id: int) -> Suggestion:
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion_id)
    if suggestion.state != Suggestion.State.WAITING:
        raise AlreadyDecidedError
    return suggestion


def _decide(suggestion: Suggestion, state: Suggestion.State, who: Member | None, kudos: Kudos | None) -> None:
    suggestion.state, suggestion.decided_at, suggestion.decided_by, suggestion.kudos = state, now(), who, kudos
    suggestion.save(update_fields=["state", "decided_at", "decided_by", "kudos"])
