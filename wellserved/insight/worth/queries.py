"""Reading what it is worth, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from heapq import nsmallest

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from wellserved.cases.models import Case
from wellserved.cases.queries.cases import cases_visible_to
from wellserved.insight.rules import months_around
from wellserved.insight.worth import rules
from wellserved.insight.worth.coming import came_by_others, coming_back, midnight, shares_by_client
from wellserved.insight.worth.looking import WorthLook, led_by
from wellserved.insight.worth.shapes import Active, ClientLine, Contracts, Counts, Worth
from wellserved.kit.clock import EARLIEST, LATEST, local_day, now
from wellserved.measures import per_occasion, wilson
from wellserved.people.models import Client
from wellserved.people.shapes import Actor
from wellserved.tallies.queries import Row, Where, sums

CLIENTS_SHOWN = 12
COLUMNS = ("served", "both", "bullseye")


def worth(*, actor: Actor, look: WorthLook) -> Worth:
    """What it is worth, as far as this person may see it: a lead sees what their own teams did."""
    moment = now()
    today = local_day(moment, settings.TIME_ZONE)
    where = _where(actor, look)
    first, last = look.period.first, look.period.last
    total = _counts(next(iter(sums(replace(where, first=first, last=last), columns=COLUMNS)), {}))
    back, stories = coming_back(where, look, moment)
    clients, more = _clients(actor, look, where)
    shares = shares_by_client(stories, look.within)
    house = not where.client and where.team is None
    return Worth(
        served=total.served,
        bullseye=wilson(total.bullseye, total.both),
        complaints=rules.complaints_of(_by_quarter(actor, look, where, today), _shown(look, today), today),
        active=None if where.client else _active(where, today),
        contracts=_contracts(today) if house else None,
        back=back,
        clients=tuple(replace(one, back=shares(one.id)) for one in clients),
        more_clients=more,
        referred=came_by_others(where, look),
    )


def _where(actor: Actor, look: WorthLook) -> Where:
    team = look.team.id if look.team else None if actor.sees_all else tuple(led_by(actor).team_ids)
    return Where(team=team, client=look.client.id if look.client else None)


def _shown(look: WorthLook, today: date) -> list[date]:
    return rules.quarters_until(min(look.period.last or today, today))


def _by_quarter(actor: Actor, look: WorthLook, where: Where, today: date) -> dict[date, Counts]:
    shown = _shown(look, today)
    end = rules.next_quarter(shown[-1])
    found = dict.fromkeys(shown, Counts())
    for row in sums(replace(where, first=shown[0], last=end - timedelta(days=1)), by=["month"], columns=COLUMNS):
        first = rules.quarter_of(row["month"])
        had, got = found[first], _counts(row)
        found[first] = Counts(had.served + got.served, had.both + got.both, had.bullseye + got.bullseye)
    counted = {
        f"q{i}": Count("pk", filter=_received(first, rules.next_quarter(first)), distinct=True)
        for i, first in enumerate(shown)
    }
    complaints = _complaints(actor, look, where).filter(_received(shown[0], end)).aggregate(**counted)
    return {first: replace(found[first], complaints=complaints[f"q{i}"]) for i, first in enumerate(shown)}


def _complaints(actor: Actor, look: WorthLook, where: Where) -> QuerySet[Case]:
    """Those that this person may see: one about themselves is not among them."""
    cases = cases_visible_to(actor).filter(kind=Case.Kind.COMPLAINT).order_by()
    if isinstance(where.team, int):
        cases = cases.filter(team_id=where.team)
    elif where.team is not None:
        cases = cases.filter(team_id__in=where.team)
    return cases.filter(client_id=look.client.id) if look.client else cases


def _received(first: date | None, end: date | None) -> Q:
    return Q(received_at__gte=midnight(first) if first else EARLIEST, received_at__lt=midnight(end) if end else LATEST)


def _active(where: Where, today: date) -> Active:
    days = timedelta(days=rules.RECENT)
    begins = today - days + timedelta(days=1)
    return rules.active(
        _by_client(replace(where, first=begins, last=today)),
        _by_client(replace(where, first=begins - days, last=begins - timedelta(days=1))),
    )


def _by_client(where: Where) -> dict[int, Counts]:
    return {row["client"]: _counts(row) for row in sums(where, by=["client"], columns=COLUMNS)}


def _contracts(today: date) -> Contracts:
    year_ago = today - timedelta(days=365)
    dated, runs, ran = ~Q(active_from=None, active_until=None), _running(today), _running(year_ago)
    rows = Client.objects.aggregate(
        dated=Count("pk", filter=dated),
        undated=Count("pk", filter=~dated),
        running=Count("pk", filter=dated & runs),
        ran=Count("pk", filter=dated & ran),
        stayed=Count("pk", filter=dated & ran & runs),
    )
    return Contracts(rows["dated"], rows["running"], rows["undated"], wilson(rows["stayed"], rows["ran"]))


def _running(day: date) -> Q:
    begun = Q(active_from=None) | Q(active_from__lte=day)
    return begun & (Q(active_until=None) | Q(active_until__gte=day))


def _clients(actor: Actor, look: WorthLook, where: Where) -> tuple[list[ClientLine], bool]:
    """Those whom we served most in the months of this period, by name: these are no ranking."""
    if where.client:
        return [], False
    first, last = months_around(look.period)
    found = sums(replace(where, first=first, last=last), by=["client"], columns=("served",))
    most = [row["client"] for row in nsmallest(CLIENTS_SHOWN + 1, (r for r in found if r["client"]), key=_by_served)]
    these = most[:CLIENTS_SHOWN]
    counts = _by_client(replace(where, first=look.period.first, last=look.period.last, client=these))
    complaints = _complaints_by_client(actor, look, where, these)
    names = dict(Client.objects.filter(pk__in=these).values_list("pk", "name"))
    lines = [
        ClientLine(
            pk,
            names[pk],
            got.served,
            complaints.get(pk, 0),
            per_occasion(complaints.get(pk, 0), max(0, got.served)),
            wilson(got.bullseye, got.both),
            wilson(0, 0),
        )
        for pk, got in counts.items()
        if pk in names
    ]
    return sorted(lines, key=lambda line: line.name.casefold()), len(most) > CLIENTS_SHOWN


def _by_served(row: Row) -> tuple[int, int]:
    return -row["served"], row["client"]


def _complaints_by_client(actor: Actor, look: WorthLook, where: Where, these: Collection[int]) -> dict[int, int]:
    end = look.period.last + timedelta(days=1) if look.period.last else None
    cases = _complaints(actor, look, where).filter(_received(look.period.first, end), client_id__in=these)
    return dict(cases.values("client_id").annotate(n=Count("pk", distinct=True)).values_list("client_id", "n"))


def _counts(row: Row) -> Counts:
    return Counts(*(max(0, row.get(name, 0)) for name in COLUMNS))
