"""Reading who came back, and who came because somebody sent them: of the newest interactions alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from wellserved.insight.worth import rules
from wellserved.insight.worth.looking import WorthLook
from wellserved.insight.worth.shapes import Back, Referred, Referrer
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import local_day, within_reach
from wellserved.measures import Interval, wilson
from wellserved.tallies.queries import Where

NEWEST = 20_000  # interactions that coming back is read from
NEWEST_REFERRED = 2_000
REFERRERS_SHOWN = 12
DAY = timedelta(days=1)
Stories = list[tuple[int, rules.Story]]  # of each person: the client of their first interaction, and what came of it


def coming_back(where: Where, look: WorthLook, moment: datetime) -> tuple[Back, Stories]:
    """Each person's first interaction in the period, and how long until the next. One query, by time of closing."""
    first, last = look.period.first, look.period.last
    until = min(moment, midnight(last + (look.within + 1) * DAY)) if last else moment
    closed = Interaction.objects.filter(closed_at__lt=until)
    if first:
        closed = closed.filter(closed_at__gte=midnight(first))
    newest = _team(closed, where).order_by("-closed_at", "-pk")[:NEWEST]
    rows = [
        (contact, at, client)
        for contact, at, client in newest.values_list("contact_id", "closed_at", "client_id")
        if at
    ]
    end = midnight(last + DAY) if last else until
    found: dict[int, tuple[datetime, int, datetime | None]] = {}
    for contact, at, client in reversed(rows):
        if contact is None or (look.client and look.client.id != client):
            continue
        had = found.get(contact)
        if had is None:
            found[contact] = at, client or 0, None
        elif had[2] is None:
            found[contact] = *had[:2], at
    stories = [
        (client, ((until - at).days, (again - at).days if again else None))
        for at, client, again in found.values()
        if at < end
    ]
    since = local_day(rows[-1][1], settings.TIME_ZONE) if rows else None
    share = rules.came_back([story for _, story in stories], look.within)
    return Back(look.within, len(rows), len(rows) < NEWEST, since, len(stories), share), stories


def shares_by_client(stories: Stories, within: int) -> Callable[[int], Interval]:
    """The same for each client."""
    by_client: dict[int, list[rules.Story]] = {}
    for client, story in stories:
        by_client.setdefault(client, []).append(story)
    return lambda client: rules.came_back(by_client.get(client, []), within)


def came_by_others(where: Where, look: WorthLook) -> Referred:
    """Who was sent to us, of the newest interactions that name it. Two queries; confidential answers are not read."""
    sent = Interaction.objects.filter(referred_by__isnull=False, closed_at__isnull=False)
    if look.period.first:
        sent = sent.filter(closed_at__gte=midnight(look.period.first))
    if look.period.last:
        sent = sent.filter(closed_at__lt=midnight(look.period.last + DAY))
    if look.client:
        sent = sent.filter(client_id=look.client.id)
    newest = Interaction.objects.filter(
        pk__in=_team(sent, where).order_by("-closed_at", "-pk").values("pk")[:NEWEST_REFERRED]
    )
    told = Q(invitations__confided_in="", invitations__response__achieved__isnull=False)
    told &= Q(invitations__response__felt__isnull=False)
    hit = told & Q(invitations__response__achieved=2, invitations__response__felt=5)
    total = newest.aggregate(
        interactions=Count("pk", distinct=True),
        people=Count("contact", distinct=True),
        both=Count("invitations__response", filter=told, distinct=True),
        bullseye=Count("invitations__response", filter=hit, distinct=True),
    )
    grouped = newest.values("referred_by__name", "referred_by__email", "referred_by").order_by()
    counted = grouped.annotate(n=Count("pk"), people=Count("contact", distinct=True)).order_by("-n", "referred_by")
    rows = list(counted[: REFERRERS_SHOWN + 1])
    named = [
        Referrer(_name(row["referred_by__name"], row["referred_by__email"]), row["people"], row["n"])
        for row in rows[:REFERRERS_SHOWN]
    ]
    return Referred(
        total["interactions"],
        total["people"],
        tuple(sorted(named, key=lambda one: one.name.casefold())),
        len(rows) > REFERRERS_SHOWN,
        wilson(total["bullseye"], total["both"]),
    )


def _name(name: str, email: str) -> str:
    return name or email or "Somebody without a name"


def _team(rows: QuerySet[Interaction], where: Where) -> QuerySet[Interaction]:
    if isinstance(where.team, int):
        return rows.filter(team_id=where.team)
    return rows if where.team is None else rows.filter(team_id__in=where.team)


def midnight(day: date) -> datetime:
    """When a day begins here; as far as any clock goes."""
    return within_reach(datetime.combine(day, time(), ZoneInfo(settings.TIME_ZONE)))
