"""One row of a file into one interaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

from wellserved.interactions.rules import LONGEST_SUBJECT
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.interactions.sheets.columns import Reading
from wellserved.interactions.times import organisations_zone, read_moment, read_moments

CONTACT_PARTS = ("contact_name", "contact_email", "contact_language", "contact_timezone")
TEXTS = ("service", "channel", "place", "team", "client")
TIMES = {
    "opened_at": "The time it opened",
    "closed_at": "The time it closed",
    "scheduled_at": "The time it is booked for",
}
INTO = {name: place for place, name in enumerate(InteractionIn._fields)}
MEMBERS, CONTACT, SUBJECT, MATTERS, ASK = (INTO[name] for name in ("members", "contact", "subject", "matters", "ask"))
YES, NO = frozenset({"yes", "y", "true", "1", "x", "vip"}), frozenset({"", "no", "n", "false", "0"})


class RowReader:
    """Reads rows with these columns in this way. Build one for a file."""

    def __init__(self, header: Sequence[str], reading: Reading, source: str) -> None:
        places: dict[str, int] = {}
        self._members: list[int] = []
        for number, column in enumerate(header):
            name = reading.columns.get(column)
            if name == "members":
                self._members.append(number)
            elif name:
                places[name] = number
        self._source = source
        self._dates = reading.dates or "iso"
        self._zone = organisations_zone()
        at = places.get
        self._id, self._of, self._subject, self._matters = at("external_id"), at("source"), at("subject"), at("matters")
        self._ask = at("ask")
        self._texts = [(INTO[name], places[name]) for name in TEXTS if name in places]
        self._times = [(INTO[name], places[name], what) for name, what in TIMES.items() if name in places]
        self._contact = (
            [places.get(name) for name in CONTACT_PARTS] if any(name in places for name in CONTACT_PARTS) else None
        )
        self._given = frozenset(
            {name for name in places if name not in CONTACT_PARTS}
            | {"source", "external_id"}
            | ({"contact"} if self._contact else set())
            | ({"members"} if self._members else set())
        )
        self._blank = list(InteractionIn("", "", given=self._given))

    def key(self, cells: Sequence[str]) -> tuple[str, str]:
        """The source and external id of a row."""
        source = self._source if self._of is None else cells[self._of].strip() or self._source
        return source, "" if self._id is None else cells[self._id].strip()

    def read(self, cells: Sequence[str]) -> InteractionIn:
        """A ValueError says what is wrong with it."""
        said: list[Any] = self._blank.copy()
        said[0], said[1] = self.key(cells)
        for into, place in self._texts:
            said[into] = cells[place].strip()
        if self._members:
            said[MEMBERS] = _members(*[cells[place] for place in self._members])
        if self._contact:
            said[CONTACT] = _contact(*[("" if place is None else cells[place]) for place in self._contact])
        for into, place, what in self._times:
            if text := cells[place]:
                said[into] = read_moment(text, self._dates, what, self._zone)
        if self._subject is not None:
            said[SUBJECT] = one_line(cells[self._subject])
        if self._matters is not None:
            said[MATTERS] = _matters(cells[self._matters])
        if self._ask is not None:
            said[ASK] = _ask(cells[self._ask])
        return InteractionIn._make(said)

    def read_together(self, rows: Sequence[Sequence[str]]) -> list[InteractionIn]:
        """What `read` makes of each, column by column, in a fraction of its steps. A ValueError: at least one of them
        cannot be read."""
        cells = list(zip(*rows, strict=True))
        said: list[Iterable[Any]] = [repeat(blank) for blank in self._blank]
        said[0], said[1] = self.keys(rows)
        for into, place in self._texts:
            said[into] = map(str.strip, cells[place])
        if self._members:
            said[MEMBERS] = map(_members, *[cells[place] for place in self._members])
        if self._contact:
            said[CONTACT] = map(_contact, *[(repeat("") if at is None else cells[at]) for at in self._contact])
        for into, place, what in self._times:
            said[into] = read_moments(cells[place], self._dates, what, self._zone)
        if self._subject is not None:
            said[SUBJECT] = map(one_line, cells[self._subject])
        if self._matters is not None:
            said[MATTERS] = map(_matters, cells[self._matters])
        if self._ask is not None:
            said[ASK] = map(_ask, cells[self._ask])
        return list(map(InteractionIn._make, zip(*said, strict=False)))  # what no column says is repeated for ever

    def keys(self, rows: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
        """The sources and the external ids of these rows."""
        sources = [self._source] * len(rows)
        if self._of is not None:
            sources = [row[self._of].strip() or self._source for row in rows]
        return sources, [""] * len(rows) if self._id is None else [row[self._id].strip() for row in rows]


@lru_cache(maxsize=8_192)
def _members(*cells: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for cell in cells for name in names_in(cell)))


@lru_cache(maxsize=32_768)
def _contact(*cells: str) -> ContactIn | None:
    """The people of a file come again and again: each is read once, and stands in memory once."""
    name, email, language, timezone = [cell.strip() for cell in cells]
    return ContactIn(" ".join(name.split()), email, language, timezone) if name or email else None


def names_in(text: str) -> list[str]:
    """Several people in one cell stand between semicolons or bars; addresses may stand between commas."""
    if ";" not in text and "|" not in text and "," not in text:
        return [text.strip()] if text.strip() else []
    parts = [part.strip() for part in text.replace("|", ";").split(";")]
    if len(parts) == 1 and "," in text and all("@" in part for part in text.split(",")):
        parts = [part.strip() for part in text.split(",")]
    return [part for part in parts if part]


def one_line(subject: str) -> str:
    """A subject in one line, cut when it is too long."""
    line = " ".join(subject.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _matters(text: str) -> bool:
    return _yes(text, "it matters")


def _ask(text: str) -> bool:
    return not text.strip() or _yes(text, "somebody may be asked about it")


def _yes(text: str, what: str) -> bool:
    said = text.strip().lower()
    if said not in YES and said not in NO:
        raise ValueError(f"Whether {what} is neither yes nor no.")
    return said in YES
