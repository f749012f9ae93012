"""What an answer sets going: a reader for its words, an alert for a low one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from wellserved.journal.actions import advance, record
from wellserved.journal.queries import pull, standing_of
from wellserved.passages.actions import desk_for, receive_passages
from wellserved.passages.shapes import Arrival
from wellserved.people.models import Client, Team
from wellserved.surveys.actions.alerting import send_alerts, take_back_alerts
from wellserved.surveys.models import Invitation, Response
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.queries.own_answers import own_words
from wellserved.surveys.shapes import is_low

CURSOR, KINDS = "answers to their readers", ("answer.recorded",)


def hand_out_answers(*, limit: int) -> int:
    """Take the next answers from the journal and give them to their readers; how many entries were taken.

    All that can be looked up is looked up first: on SQLite nobody can answer while this writes.
    """
    since = standing_of(CURSOR)
    happened = pull(CURSOR, KINDS, limit)
    if not happened:
        return 0
    ids = sorted({entry.subject_id for entry in happened if entry.subject_id is not None})
    arrivals = arrivals_of(ids)
    desk = desk_for(arrivals)
    desk.look_up()
    with transaction.atomic():
        if not advance(cursor_name=CURSOR, to=happened[-1].id, since=since):
            return 0  # another worker took them
        received = receive_passages(source_kind=SOURCE_KIND, arrivals=arrivals, desk=desk)
        alerts = send_alerts(received.alerts)
        take_back_alerts(received.calmed)
        record(kind="passages.received", answers=len(ids), new=received.new, changed=received.changed, alerts=alerts)
    return len(happened)


def arrivals_of(response_ids: Sequence[int]) -> list[Arrival]:
    """Answers as passages take them: the latest version, about whom, of which team. Four queries."""
    responses = list(Response.objects.filter(pk__in=response_ids).select_related("invitation").order_by("pk"))
    invitations = [response.invitation for response in responses]
    teams = set(Team.objects.filter(pk__in={one.team_id for one in invitations}).values_list("pk", flat=True))
    clients = set(Client.objects.filter(pk__in={one.client_id for one in invitations}).values_list("pk", flat=True))
    served: dict[int, set[int]] = {}
    through = Invitation.members.through.objects.filter(invitation_id__in=response_ids)
    for invitation_id, member_id in through.values_list("invitation_id", "member_id"):
        served.setdefault(invitation_id, set()).add(member_id)
    return [
        Arrival(
            source_kind=SOURCE_KIND,
            source_id=response.pk,
            words="\n\n".join(
                [*filter(None, [response.words]), *own_words(response.invitation.version_id, response.own)]
            ),
            contact_id=response.invitation.contact_id,
            client_id=response.invitation.client_id if response.invitation.client_id in clients else None,
            team_id=response.team_id if response.team_id in teams else None,
            low=is_low(response.achieved, response.felt),
            written_at=response.changed_at,
            version=response.version,
            served_ids=frozenset(served.get(response.pk, ())),
        )
        for response in responses
    ]
