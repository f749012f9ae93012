"""One row of a file into one interaction."""

from __future__ import annotations

from collections.abc import Sequence

from wellserved.interactions.rules import LONGEST_SUBJECT
from wellserved.interactions.shapes import ContactIn, InteractionIn
from wellserved.interactions.sheets.columns import Reading
from wellserved.interactions.times import read_moment

CONTACT = ("contact_name", "contact_email", "contact_language", "contact_timezone")
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
        self._places = places
        at = places.get
        self._id, self._of, self._subject, self._matters = at("external_id"), at("source"), at("subject"), at("matters")
        self._opened, self._closed, self._scheduled = at("opened_at"), at("closed_at"), at("scheduled_at")
        self._texts = [
            (name, places[name]) for name in ("service", "channel", "place", "team", "client") if name in places
        ]
        self._contact = [places.get(name) for name in CONTACT] if any(name in places for name in CONTACT) else None
        self._given = frozenset(
            {name for name in places if name not in CONTACT}
            | {"source", "external_id"}
            | ({"contact"} if self._contact else set())
            | ({"members"} if self._members else set())
        )

    def key(self, cells: Sequence[str]) -> tuple[str, str]:
        """The source and external id of a row."""
        return self._source_of(cells), cells[self._id].strip() if self._id is not None else ""

    def read(self, cells: Sequence[str]) -> InteractionIn:
        """A ValueError says what is wrong with it."""
        source, external_id = self.key(cells)
        texts = {name: cells[place].strip() for name, place in self._texts}
        contact = None
        if self._contact:
            name, email, language, timezone = [("" if p is None else cells[p].strip()) for p in self._contact]
            if name or email:
                contact = ContactIn(" ".join(name.split()), email, language, timezone)
        dates = self._dates
        return InteractionIn(
            source=source,
            external_id=external_id,
            members=self._members_of(cells) if self._members else (),
            contact=contact,
            opened_at=None if self._opened is None else read_moment(cells[self._opened], dates, "The time it opened"),
            closed_at=None if self._closed is None else read_moment(cells[self._closed], dates, "The time it closed"),
            scheduled_at=None
            if self._scheduled is None
            else read_moment(cells[self._scheduled], dates, "The time it is booked for"),
            subject="" if self._subject is None else one_line(cells[self._subject]),
            matters=self._matters is not None and _yes(cells[self._matters]),
            given=self._given,
            **texts,
        )

    def _source_of(self, cells: Sequence[str]) -> str:
        return (cells[self._of].strip() if self._of is not None else "") or self._source

    def _members_of(self, cells: Sequence[str]) -> tuple[str, ...]:
        names: dict[str, None] = {}
        for place in self._members:
            for name in names_in(cells[place]):
                names.setdefault(name)
        return tuple(names)


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


def _yes(text: str) -> bool:
    said = text.strip().lower()
    if said not in YES and said not in NO:
        raise ValueError("Whether it matters is neither yes nor no.")
    return said in YES
