"""Reading the service map: who serves whom."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet
from django.utils.functional import cached_property

from wellserved.people.drawing import Served, group_of
from wellserved.people.models import Client, Customer, Team
from wellserved.people.queries import clients_visible_to, teams_visible_to
from wellserved.people.shapes import Actor

OFFERED = 400


def customers_visible_to(actor: Actor) -> QuerySet[Customer]:
    """Everybody who serves may know who serves whom. Teams that serve no more are left out."""
    found = Customer.objects.filter(team__in=teams_visible_to(actor).filter(archived_at=None))
    found = found.filter(Q(client__team=None) | Q(client__team__archived_at=None))
    return found.select_related("team", "client").order_by("team__name_key", "client__name_key")


class ServiceMap:
    """The whole map, or one team's part of it, in one query."""

    def __init__(self, actor: Actor, team_id: int | None = None) -> None:
        found = customers_visible_to(actor)
        self.lines = list(found.filter(team_id=team_id) if team_id else found)

    @cached_property
    def rows(self) -> list[tuple[Team, list[tuple[str, list[Customer]]]]]:
        """Each team with whom it serves for what: our own teams first, then who is inside, then who is outside."""
        ordered = sorted(self.lines, key=lambda line: (group_of(_kind(line.client)), line.client.name_key))
        rows: dict[int, tuple[Team, dict[str, list[Customer]]]] = {line.team_id: (line.team, {}) for line in self.lines}
        for line in ordered:
            rows[line.team_id][1].setdefault(line.what_for, []).append(line)
        return [(team, list(groups.items())) for team, groups in rows.values()]

    def to_draw(self) -> list[Served]:
        return [Served(line.team.name, line.client.name, _kind(line.client)) for line in self.lines]


def teams_without_customers(actor: Actor) -> QuerySet[Team]:
    """Whoever has not said yet whom they serve."""
    return teams_visible_to(actor).filter(archived_at=None, customers=None)


def who_serves(actor: Actor, client: Client) -> QuerySet[Customer]:
    """The teams that serve this client."""
    return customers_visible_to(actor).filter(client=client)


def who_serves_team(actor: Actor, team: Team) -> QuerySet[Customer]:
    """The teams whose customer this team is."""
    return customers_visible_to(actor).filter(client__team=team)


def names_to_choose(actor: Actor, team: Team) -> list[str]:
    """Whom a team could serve: the other teams, then the clients it does not serve yet."""
    others = teams_visible_to(actor).filter(archived_at=None).exclude(pk=team.pk)
    clients = clients_visible_to(actor).filter(team=None).exclude(served_by__team=team)
    names = [*others.values_list("name", flat=True)[:OFFERED], *clients.values_list("name", flat=True)[:OFFERED]]
    return list(dict.fromkeys(names))


def map_lines(actor: Actor) -> list[dict[str, str]]:
    """The map in plain words, for the API and the CSV."""
    found = customers_visible_to(actor).values(
        "what_for", of=F("team__name"), to=F("client__name"), sort=F("client__kind"), as_team=F("client__team_id")
    )
    return [
        {
            "team": row["of"],
            "customer": row["to"],
            "kind": "team" if row["as_team"] else row["sort"],
            "what_for": row["what_for"],
        }
        for row in found
    ]


def _kind(client: Client) -> str:
    return "team" if client.team_id else client.kind
