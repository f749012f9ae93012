"""Who can be drawn in a round: everybody served by its teams of late whom nothing speaks against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from wellserved.cases.models import Case
from wellserved.cases.queries.cases import still_open
from wellserved.interactions.models import Interaction, Served
from wellserved.listening.models import NoCalls, Round
from wellserved.listening.rules.eligible import Standing, against
from wellserved.listening.shapes import Candidate, Eligible
from wellserved.mail.composing import is_an_address
from wellserved.people.models import Contact, Member, Membership
from wellserved.surveys.queries.confiding import confiding
from wellserved.surveys.queries.contacted import last_contacted
from wellserved.surveys.queries.policy import policy_in_force

A_MONTH = timedelta(days=365.25 / 12)
AT_ONCE = 5_000  # contacts looked up together


def drawing_members(team_ids: Iterable[int]) -> list[int]:
    """Who draws: everybody in these teams who is here, leads too."""
    members = Member.objects.filter(memberships__team_id__in=list(team_ids), left_at=None)
    return sorted(set(members.values_list("pk", flat=True)))


def eligible_for(one: Round, moment: datetime) -> Eligible:
    """Everybody served in the round's months, sorted into who can be drawn and who cannot, by reason."""
    return who_can_be_drawn(served_for(one, moment), drawing_members(one.teams.values_list("pk", flat=True)), moment)


def served_for(one: Round, moment: datetime) -> dict[int, Candidate]:
    """Everybody served in the round's months by its teams, with who did last. Three queries, however many."""
    pieces = _pieces(one, moment)
    times = dict(pieces.values_list("contact_id").annotate(n=Count("pk")).order_by())
    order = [F("closed_at").desc(), F("pk").desc()]
    newest = Window(RowNumber(), partition_by=F("contact_id"), order_by=order)
    last = pieces.annotate(newest=newest).filter(newest=1)
    by: dict[int, list[int]] = {}
    for interaction_id, member_id in Served.objects.filter(interaction_id__in=last.values("pk")).values_list(
        "interaction_id", "member_id"
    ):
        by.setdefault(interaction_id, []).append(member_id)
    columns = ("contact_id", "pk", "closed_at", "contact__client_id", "contact__client__kind")
    return {
        contact: Candidate(contact, tuple(by.get(pk, ())), times.get(contact, 1), closed, kind or "", client or 0)
        for contact, pk, closed, client, kind in last.values_list(*columns)
        if contact is not None and closed is not None
    }


def who_can_be_drawn(served: dict[int, Candidate], drawing: Sequence[int], moment: datetime) -> Eligible:
    """Of those served, who can be called now. A few queries for every five thousand."""
    reasons: dict[int, str] = {}
    ids = sorted(served)
    for start in range(0, len(ids), AT_ONCE):
        reasons |= reasons_against(ids[start : start + AT_ONCE], drawing, moment)
    left_out = Counter(reason for reason in reasons.values() if reason)
    return Eligible({pk: served[pk] for pk in ids if not reasons[pk]}, dict(left_out))


def reasons_against(contact_ids: Sequence[int], drawing: Sequence[int], moment: datetime) -> dict[int, str]:
    """For each of these contacts why they cannot be called now; empty if they can."""
    columns = ("pk", "email", "opted_out_at", "client_id")
    people = {row[0]: row[1:] for row in Contact.objects.filter(pk__in=contact_ids).values_list(*columns)}
    ours = set(Member.objects.filter(pk__in=drawing, contact__isnull=False).values_list("contact_id", flat=True))
    unwanted = set(NoCalls.objects.filter(contact_id__in=contact_ids).values_list("contact_id", flat=True))
    complaints = Case.objects.filter(still_open(), contact_id__in=contact_ids, kind=Case.Kind.COMPLAINT)
    complaining = set(complaints.values_list("contact_id", flat=True))
    confidential = _clients_that_confide({row[2] for row in people.values()}, drawing)
    contacted, policy = last_contacted(contact_ids, moment), policy_in_force()
    found = dict.fromkeys(contact_ids, "gone")
    for pk, (email, opted_out_at, client) in people.items():
        who = Standing(
            address=email,
            has_address=is_an_address(email),
            opted_out=opted_out_at is not None or pk in unwanted,
            is_drawing=pk in ours,
            confides=client in confidential,
            has_complaint=pk in complaining,
            last_contacted_at=contacted[pk].at,
        )
        found[pk] = against(who, policy.window, policy.roles, moment)
    return found


def _clients_that_confide(clients: Collection[int | None], drawing: Sequence[int]) -> set[int]:
    """Clients whose people are asked in confidence about everybody, or about a team of those who draw."""
    teams = {0, *Membership.objects.filter(member__in=drawing).values_list("team_id", flat=True)}
    return {client for client, _ in confiding({(client, team) for client in clients if client for team in teams})}


def unwanted_among(contact_ids: Sequence[int], moment: datetime) -> set[int]:
    """Who wants no letters about calls any more, or has a complaint open by now; to be asked recently is no reason."""
    reasons = reasons_against(contact_ids, [], moment)
    return {pk for pk, reason in reasons.items() if reason not in ("", "asked_recently")}


def _pieces(one: Round, moment: datetime) -> QuerySet[Interaction]:
    """The pieces of service that make somebody a customer of the round's teams."""
    pieces = Interaction.objects.filter(
        closed_at__gte=moment - one.served_months * A_MONTH,
        closed_at__lte=moment,
        contact__isnull=False,
        team__in=one.teams.values("pk"),
    )
    if one.client_kind:
        pieces = pieces.filter(contact__client__kind=one.client_kind)
    services = list(one.services.values_list("pk", flat=True))
    return pieces.filter(service__in=services) if services else pieces
