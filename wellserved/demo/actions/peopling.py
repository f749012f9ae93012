"""Teams, members, clients and contacts of the sample year, with an account for everybody who serves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password

from wellserved.accounts.models import Account
from wellserved.calendars.models import WorkCalendar
from wellserved.demo.campus import TEAMS
from wellserved.demo.roster import Roster
from wellserved.interactions.models import Service
from wellserved.people.models import Client, Contact, Member, Membership, Team


@dataclass(frozen=True)
class People:
    """Where the sketches of the roster landed: the id of each, by its index."""

    team_ids: list[int]
    service_ids: list[list[int]]
    member_ids: list[int]
    client_ids: list[int]
    contact_ids: list[int]
    roster: Roster

    def client_of(self, contact: int) -> int:
        return self.client_ids[self.roster.contacts[contact].client]


def settle_people(roster: Roster, end: datetime) -> People:
    start = end - timedelta(days=364)
    # Nobody has a password: one signs in to a demo with one click.
    accounts = Account.objects.bulk_create(
        Account(email=m.email, role=m.role, password=make_password(None), created_at=start) for m in roster.members
    )
    members = Member.objects.bulk_create(
        Member(account=account, name=m.name, email=m.email, external_name=m.email.partition("@")[0], created_at=start)
        for m, account in zip(roster.members, accounts, strict=True)
    )
    for member, sketch in zip(members, roster.members, strict=True):
        member.reports_to = members[sketch.reports_to] if sketch.reports_to is not None else None
    Member.objects.bulk_update(members, ["reports_to"])
    teams = Team.objects.bulk_create(Team(name=team.name, created_at=start) for team in TEAMS)
    Membership.objects.bulk_create(
        Membership(member=member, team=teams[team], leads=sketch.leads and team == sketch.team)
        for member, sketch in zip(members, roster.members, strict=True)
        for team in (sketch.team, sketch.second_team)
        if team is not None
    )
    services = [Service.objects.bulk_create(Service(name=service.name) for service in team.services) for team in TEAMS]
    day = {str(weekday): [["08:00", "18:00"]] for weekday in range(5)}
    WorkCalendar.objects.create(timezone=settings.TIME_ZONE, hours=day)
    clients = Client.objects.bulk_create(
        Client(
            name=name,
            kind=kind,
            active_from=(start - timedelta(days=200 + number * 811 % 2400)).date(),
            created_at=start,
        )
        for number, (name, kind) in enumerate(roster.clients)
    )
    contacts = Contact.objects.bulk_create(
        (
            Contact(
                client=clients[contact.client],
                name=contact.name,
                email=contact.email,
                language=contact.language,
                opted_out_at=end - timedelta(days=90) if contact.opted_out else None,
                created_at=start,
            )
            for contact in roster.contacts
        ),
        batch_size=1000,
    )
    return People(
        [team.pk for team in teams],
        [[service.pk for service in group] for group in services],
        [member.pk for member in members],
        [client.pk for client in clients],
        [contact.pk for contact in contacts],
        roster,
    )
