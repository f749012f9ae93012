"""Who is asked in confidence, and what the rules of asking must know of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypedDict

from django.conf import settings
from django.db.models import Q

from wellserved.accounts.models import Role
from wellserved.kit.clock import local_day
from wellserved.people.models import Client, Member
from wellserved.surveys.models import InConfidence, Invitation
from wellserved.surveys.rules.confiding import closes, quarter_of

Pair = tuple[int, int]  # a client and the team that serves it; zeros as in tallies
SEES_ALL = (Role.MANAGER, Role.ADMIN)


class Known(TypedDict):
    """What a History is told."""

    in_confidence: bool
    confided_before: bool
    reads_confidences: bool


def confiding(pairs: Collection[Pair]) -> set[Pair]:
    """Of these, who is asked in confidence now: internal clients that are marked, or whose team is. Two queries."""
    marks = list(InConfidence.objects.values_list("client_id", "team_id"))
    clients, teams = {client for client, _ in marks if client}, {team for _, team in marks if team}
    meant = {(client, team) for client, team in pairs if client in clients or (client and team in teams)}
    if not meant:
        return set()
    internal = Client.objects.filter(pk__in={client for client, _ in meant}, kind=Client.Kind.INTERNAL)
    inside = set(internal.values_list("pk", flat=True))
    return {pair for pair in meant if pair[0] in inside}


def anybody_confides() -> bool:
    return InConfidence.objects.exists()


def marked_teams() -> set[int]:
    return {team for team in InConfidence.objects.values_list("team_id", flat=True) if team}


def marked_clients() -> set[int]:
    return {client for client in InConfidence.objects.values_list("client_id", flat=True) if client}


def confided_quarter(client_id: int, team_id: int, moment: datetime) -> str:
    """The quarter that an ask made now is made in confidence in; "" if it is made by name."""
    pair = (client_id, team_id)
    return quarter_of(local_day(moment, settings.TIME_ZONE)) if pair in confiding([pair]) else ""


def answerable_until(invitation: Invitation) -> datetime:
    """Until when an answer is taken, by name or in confidence."""
    return closes(invitation.confided_in, settings.TIME_ZONE) if invitation.confided_in else invitation.expires_at


class Confidences:
    """What is known at a moment of asks in confidence: one query where nobody is asked so, five otherwise."""

    def __init__(self, pairs: Collection[Pair], contact_ids: Collection[int], moment: datetime) -> None:
        self.pairs = confiding(pairs)
        self.asked: set[tuple[int, int]] = set()
        self.readers: dict[int, set[int | str]] = {}
        if self.pairs:
            quarter = quarter_of(local_day(moment, settings.TIME_ZONE))
            made = Invitation.objects.filter(confided_in=quarter, contact_id__in=contact_ids, cancelled_at=None)
            self.asked = {(contact or 0, team) for contact, team in made.values_list("contact_id", "team_id")}
            self._find_readers({team for _, team in self.pairs})

    def about(self, contact_id: int, email: str, client_id: int, team_id: int) -> Known:
        if (client_id, team_id) not in self.pairs:
            return Known(in_confidence=False, confided_before=False, reads_confidences=False)
        readers = self.readers.get(0, set()) | self.readers.get(team_id, set())
        return Known(
            in_confidence=True,
            confided_before=(contact_id, team_id) in self.asked,
            reads_confidences=not readers.isdisjoint((contact_id, email.lower())),
        )

    def _find_readers(self, teams: Collection[int]) -> None:
        """Under 0 those who see everything, under a team those who lead it: as contacts, and by their addresses."""
        all_seeing = Q(account__role__in=SEES_ALL)
        leading = Q(memberships__leads=True, memberships__team_id__in=teams)
        columns = (
            "contact_id",
            "email",
            "account__email",
            "account__role",
            "memberships__team_id",
            "memberships__leads",
        )
        rows = Member.objects.filter(all_seeing | leading, left_at=None).values_list(*columns)
        for contact_id, email, login, role, team, leads in rows:
            who: set[int | str] = {address.lower() for address in (email, login) if address}
            who |= {contact_id} if contact_id else set()
            for place in ([0] if role in SEES_ALL else []) + ([team] if leads and team else []):
                self.readers.setdefault(place, set()).update(who)
