"""The year's interactions, as if an export of the help desk had come in every night."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from wellserved.demo.actions.peopling import People
from wellserved.demo.campus import SOURCE
from wellserved.demo.year import Case
from wellserved.interactions.models import Import, Interaction, Served
from wellserved.journal.models import Entry
from wellserved.kit.clock import local_day

LATEST = 60  # so many closings are left for the real rules to decide about


@dataclass(frozen=True)
class ServedYear:
    """The cases and the ids of their interactions; `latest` are the indexes of the last ones to close."""

    cases: list[Case]
    ids: list[int]
    latest: frozenset[int]


def serve_them(people: People, cases: list[Case], end: datetime) -> ServedYear:
    closed = sorted((case.closed_at, i) for i, case in enumerate(cases) if case.closed_at)
    latest = frozenset(i for _, i in closed[-LATEST:] if cases[i].story is None)
    rows = Interaction.objects.bulk_create(
        (_interaction(people, case, number, number in latest) for number, case in enumerate(cases)), batch_size=1000
    )
    Served.objects.bulk_create(
        (
            Served(interaction_id=row.pk, member_id=people.member_ids[member])
            for row, case in zip(rows, cases, strict=True)
            for member in case.members
        ),
        batch_size=2000,
    )
    _journal(people, cases, end)
    return ServedYear(cases, [row.pk for row in rows], latest)


def _interaction(people: People, case: Case, number: int, undecided: bool) -> Interaction:
    contact = case.contact
    return Interaction(
        source=SOURCE,
        external_id=f"INC-{20_000 + number}",
        client_id=people.client_of(contact),
        contact_id=people.contact_ids[contact],
        team_id=people.team_ids[case.team],
        service_id=people.service_ids[case.team][case.service],
        channel=case.channel,
        place=case.place,
        subject=case.subject,
        opened_at=case.opened_at,
        closed_at=case.closed_at,
        closings=case.closings,
        undecided=undecided,
        created_at=case.opened_at,
        updated_at=case.closed_at or case.opened_at,
    )


def _journal(people: People, cases: list[Case], end: datetime) -> None:
    """One entry for every night's file, and the three latest files on the imports page."""
    nights: Counter[date] = Counter(local_day(case.opened_at, settings.TIME_ZONE) for case in cases)
    midnight = end.replace(hour=1, minute=5, second=0, microsecond=0)
    Entry.objects.bulk_create(
        Entry(
            at=min(midnight.replace(year=day.year, month=day.month, day=day.day) + timedelta(days=1), end),
            kind="interactions.imported",
            details={"created": count, "updated": 0, "unchanged": 0, "rejected": 0},
        )
        for day, count in sorted(nights.items())
    )
    for day in sorted(nights)[-4:-1]:
        at = min(midnight.replace(year=day.year, month=day.month, day=day.day) + timedelta(days=1), end)
        Import.objects.create(
            filename=f"desk-{day.isoformat()}.csv",
            path="",
            source=SOURCE,
            state=Import.State.DONE,
            position=nights[day],
            total=nights[day],
            created=nights[day],
            started_by_id=people.member_ids[0],
            created_at=at,
            finished_at=at + timedelta(seconds=2),
        )
