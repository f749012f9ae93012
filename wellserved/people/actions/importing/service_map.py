"""Who serves whom, from a file. Lines are added and changed; none is ever taken off the map by a file."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.people.actions.importing.lines import Report, Table, open_table, too_many
from wellserved.people.actions.mapping import check_map_line, put_on_map, team_named
from wellserved.people.shapes import MapLine

MAP_COLUMNS: dict[str, tuple[str, ...]] = {
    "team": ("team", "who serves", "serves", "group", "from"),
    "customer": ("customer", "client", "whom", "served", "organisation", "department", "to"),
    "kind": ("kind", "type", "customer kind", "internal or external"),
    "what for": ("what for", "for what", "service", "note", "why"),
}


def open_service_map(path: Path) -> Table:
    return open_table(path, MAP_COLUMNS, ("customer",))


def check_customer(said: dict[str, str]) -> None:
    """A ValueError says what cannot be kept of this line."""
    line = _line(said)
    check_map_line(line)
    team_named(line.team)


@transaction.atomic
def import_service_map(file: Path, by: By, at_most: int | None = None) -> Report:
    """Take over every line that can be read. The same file twice changes nothing."""
    table, report = open_service_map(file), Report()
    for number, said in table.lines():
        report.lines += 1
        too_many(report, at_most)
        try:
            if isinstance(said, str):
                raise ValueError(said)
            line = _line(said)
            check_map_line(line)
            _, done = put_on_map(team_named(line.team), line, by)
        except ValueError as refused:
            report.refuse(number, str(refused))
            continue
        report.created += done == "added"
        report.changed += done == "changed"
    record(kind="people.imported", by=by, what="service map", **report.counts())
    return report


def _line(said: dict[str, str]) -> MapLine:
    kind = said.get("kind", "").casefold()
    return MapLine(said.get("team", ""), said.get("customer", ""), kind, said.get("what for", ""))
