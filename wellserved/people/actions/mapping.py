"""The service map: who serves whom. A team can be a customer too, as the internal client that it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.people.models import Client, Customer, Team
from wellserved.people.rules import clean_name, fold, shortened
from wellserved.people.shapes import MapLine

KINDS = ("team", *Client.Kind.values)


@transaction.atomic
def client_of_team(*, team: Team, by: By = SYSTEM) -> Client:
    """The internal client that a team is when others serve it: found by the team or its name, or made."""
    known = Client.objects.filter(team=team).first()
    if known:
        return known
    client = Client.objects.filter(name_key=fold(team.name), team=None).first()
    if client is None:
        client = Client(name=_free_name(team.name))
    client.kind, client.team = Client.Kind.INTERNAL, team
    try:
        with transaction.atomic():
            client.save()
    except IntegrityError:  # somebody else was quicker
        return Client.objects.get(team=team)
    record(kind="client.became_team", by=by, subject_kind="client", subject_id=client.pk, team=team.pk)
    return client


@transaction.atomic
def add_customer(*, team: Team, line: MapLine, by: By) -> bool:
    """Put one line on the map; False if it stands there already, with these words. A ValueError says why not."""
    client_id, done = put_on_map(team, line, by)
    if done:
        record(kind=f"customer.{done}", by=by, subject_kind="team", subject_id=team.pk, client=client_id)
    return bool(done)


@transaction.atomic
def remove_customer(*, team_id: int, client_id: int, by: By) -> bool:
    """Take a line off the map; what was done for them stays."""
    gone, _ = Customer.objects.filter(team_id=team_id, client_id=client_id).delete()
    if gone:
        record(kind="customer.removed", by=by, subject_kind="team", subject_id=team_id, client=client_id)
    return bool(gone)


@transaction.atomic
def replace_service_map(*, lines: Sequence[MapLine], by: By) -> Counter[str]:
    """The whole map anew: how many lines were added, changed, removed.

    A LinesRefusedError names every line that cannot be; then nothing is changed.
    """
    done: Counter[str] = Counter()
    kept: set[tuple[int, int]] = set()
    problems: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        try:
            team = team_named(line.team)
            client_id, what = put_on_map(team, line, by)
        except ValueError as refused:
            problems.append((index, str(refused)))
            continue
        kept.add((team.pk, client_id))
        done[what] += bool(what)
    if problems:
        raise LinesRefusedError(problems)
    stands = Customer.objects.values_list("pk", "team_id", "client_id")
    gone = [pk for pk, team_id, client_id in stands if (team_id, client_id) not in kept]
    done["removed"], _ = Customer.objects.filter(pk__in=gone).delete()
    done = +done
    if done:
        record(kind="service_map.replaced", by=by, **dict[str, Any](done))
    return done


class LinesRefusedError(ValueError):
    """Lines that cannot stand on the map: (which, why)."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        super().__init__(problems[0][1])
        self.problems = problems


def check_map_line(line: MapLine) -> None:
    """A ValueError says what no map could keep of this line."""
    clean_name(line.team, 120, "team's name")
    clean_name(line.client, 200, "customer's name")
    if line.kind and line.kind not in KINDS:
        raise ValueError(f"{shortened(line.kind)} is not team, internal or external.")
    if line.what_for.strip():
        clean_name(line.what_for, 200, "what for")
    if fold(clean_name(line.team, 120)) == fold(clean_name(line.client, 200)):
        raise ValueError("A team cannot be its own customer.")


def put_on_map(team: Team, line: MapLine, by: By) -> tuple[int, str]:
    """Write one line, and say which client it means and whether it was "added", "changed" or neither ("")."""
    client = _meant(line, by)
    if client.team_id == team.pk:
        raise ValueError(f"{team.name} cannot be its own customer.")
    what_for = clean_name(line.what_for, 200, "what for") if line.what_for.strip() else ""
    customer, new = Customer.objects.get_or_create(team=team, client=client, defaults={"what_for": what_for})
    if new:
        return client.pk, "added"
    if not what_for or customer.what_for == what_for:
        return client.pk, ""
    Customer.objects.filter(pk=customer.pk).update(what_for=what_for)
    return client.pk, "changed"


def team_named(name: str) -> Team:
    """The team of this name: a map makes no teams."""
    team = Team.objects.filter(name_key=fold(clean_name(name, 120, "team's name"))).first()
    if team is None:
        raise ValueError(f"There is no team called {shortened(name)}. Add it under Teams first.")
    return team


def _meant(line: MapLine, by: By) -> Client:
    """Whom a line means: a team of ours, a client we know, or a new one."""
    name = clean_name(line.client, 200, "customer's name")
    if line.kind and line.kind not in KINDS:
        raise ValueError(f"{shortened(line.kind)} is not team, internal or external.")
    if line.kind in ("", "team"):
        team = Team.objects.filter(name_key=fold(name)).first()
        if team:
            return client_of_team(team=team, by=by)
        if line.kind == "team":
            return client_of_team(team=team_named(name), by=by)
    client = Client.objects.filter(name_key=fold(name)).first()
    if client is None:
        client = Client.objects.create(name=name, kind=line.kind or Client.Kind.EXTERNAL)
        record(kind="client.added", by=by, subject_kind="client", subject_id=client.pk)
    return client


def _free_name(name: str) -> str:
    """A client's name that is not taken: another team may stand behind the client of this name."""
    wanted, number = name, 2
    while Client.objects.filter(name_key=fold(wanted)).exists():
        wanted, number = f"{name} ({number})", number + 1
    return wanted
