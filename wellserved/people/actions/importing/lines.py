"""The lines of a file of people: which column is what, and what each line says. Touches no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wellserved.kit.sheets import Sheet, open_sheet
from wellserved.people.rules import fold, shortened

PROBLEMS_SHOWN = 200
BATCH = 500
# What a column may be called, in the languages we met it in; spaces, dashes and case do not matter.
CONTACT_COLUMNS: dict[str, tuple[str, ...]] = {
    "client": ("client", "organisation", "organization", "company", "department", "customer", "account", "firma"),
    "kind": ("kind", "client kind", "type", "internal or external"),
    "name": ("name", "contact", "contact name", "full name", "person"),
    "first_name": ("first name", "given name", "vorname"),
    "last_name": ("last name", "family name", "surname", "nachname"),
    "email": ("email", "e mail", "mail", "email address", "e mail address"),
    "phone": ("phone", "telephone", "phone number", "mobile"),
    "language": ("language", "lang", "locale"),
    "timezone": ("timezone", "time zone", "tz"),
    "opted_out": ("opted out", "opt out", "do not ask", "unsubscribed"),
}
MEMBER_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "member", "full name", "person", "agent"),
    "first_name": CONTACT_COLUMNS["first_name"],
    "last_name": CONTACT_COLUMNS["last_name"],
    "email": CONTACT_COLUMNS["email"],
    "teams": ("team", "teams", "group", "groups"),
    "reports_to": ("reports to", "manager", "supervisor", "lead"),
    "external_name": ("external name", "help desk name", "login", "username", "user name", "user"),
}
YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "si", "sí", "sim"})


@dataclass
class Report:
    """What came of a file. `problems` are the first two hundred lines that were refused, with the reason."""

    lines: int = 0
    created: int = 0
    changed: int = 0
    refused: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)

    @property
    def same(self) -> int:
        return max(0, self.lines - self.created - self.changed - self.refused)

    def counts(self) -> dict[str, Any]:
        """For the journal: how many, and nothing of what the lines said."""
        return {
            "lines": self.lines,
            "created": self.created,
            "changed": self.changed,
            "refused": self.refused,
        }

    def refuse(self, line: int, reason: str) -> None:
        self.refused += 1
        if len(self.problems) < PROBLEMS_SHOWN:
            self.problems.append((line, reason))


@dataclass(frozen=True)
class Table:
    """A file whose columns are understood."""

    sheet: Sheet
    places: dict[str, int]  # our name of a column → where it stands
    unused: tuple[str, ...]

    def lines(self) -> Iterator[tuple[int, dict[str, str] | str]]:
        """Each line with what it says by our names, or why it cannot be read."""
        for number, cells in self.sheet.rows():
            if isinstance(cells, str):
                yield number, cells
                continue
            said = {name: cells[place].strip() for name, place in self.places.items()}
            if not said.get("name"):
                said["name"] = f"{said.get('first_name', '')} {said.get('last_name', '')}".strip()
            yield number, said


def open_table(path: Path, columns: dict[str, tuple[str, ...]], wanted: tuple[str, ...]) -> Table:
    """A ValueError says why the file is of no use as a whole."""
    sheet = open_sheet(path)
    names = {alias: ours for ours, aliases in columns.items() for alias in aliases}
    places: dict[str, int] = {}
    unused: list[str] = []
    for place, heading in enumerate(sheet.header):
        ours = names.get(fold(heading.replace("_", " ").replace("-", " ")).strip())
        if ours is None or ours in places:
            unused.append(heading)
        else:
            places[ours] = place
    if not any(ours in places for ours in wanted):
        seen = ", ".join(shortened(heading, 30) for heading in sheet.header[:8])
        raise ValueError(f"No column is called {' or '.join(wanted)}. The first line says {seen}.")
    return Table(sheet, places, tuple(unused))


@dataclass(frozen=True)
class Look:
    """A first look at a file: what is understood of it, before anything is changed."""

    columns: tuple[str, ...]
    unused: tuple[str, ...]
    first: tuple[tuple[int, tuple[str, ...]], ...]
    report: Report


def look_at(table: Table, check: Callable[[dict[str, str]], Any], at_most: int | None = None, show: int = 10) -> Look:
    """Read every line and check it; change nothing."""
    columns, report = tuple(table.places), Report()
    first: list[tuple[int, tuple[str, ...]]] = []
    for number, said in table.lines():
        report.lines += 1
        too_many(report, at_most)
        try:
            if isinstance(said, str):
                raise ValueError(said)
            check(said)
        except ValueError as refused:
            report.refuse(number, str(refused))
            continue
        if len(first) < show:
            first.append((number, tuple(said[name] for name in columns)))
    return Look(columns, table.unused, tuple(first), report)


def too_many(report: Report, at_most: int | None) -> None:
    if at_most and report.lines > at_most:
        raise ValueError(f"The file has more than {at_most:,} lines. Send it in parts, or use `wellserved import`.")
