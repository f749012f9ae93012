"""Everything that we know of one person, as a ZIP of files that they can read: for them, above all before they go."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from wellserved.custody.erasing.finding import Found, find, whose
from wellserved.kit.clock import now
from wellserved.mail.inward.storing import letters_root
from wellserved.people.models import Contact
from wellserved.surveys.shapes import QUALITIES

IN_MEMORY = 8 << 20
ENDINGS = {b"\xff\xd8\xff": "jpg", b"RIFF": "webp", b"\x89PNG": "png"}
ABOUT = """{organisation}: what we know of {name}
As of {moment} UTC

everything.txt   the same as below, to read
everything.json  the same, for programs
letters/         letters from them, as they came
pictures/        pictures that they sent

Left out: what we wrote among ourselves ({ours} pieces), because others stand in it; what was said in
confidence, because nobody can tell whose it was; and backups.

An answer's two sides: achieved 0 no, 1 partly, 2 yes; felt 1 to 5.
"""


def tell(contact: Contact) -> IO[bytes]:
    """The ZIP, ready to be read from its beginning."""
    found = find(whose(contact))
    theirs = [one for one in found if one.rows and not one.piece.ours and one.piece.told]
    ours = sum(len(one.rows) for one in found if one.piece.ours)
    told = {one.piece.what: [_row(row, one.piece.told) for row in one.rows] for one in theirs}
    about = ABOUT.format(organisation=settings.ORGANISATION, name=contact, moment=f"{now():%Y-%m-%d %H:%M}", ours=ours)
    place: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("read-me-first.txt", about)
        archive.writestr("everything.txt", "\n".join(_readable(told)))
        archive.writestr("everything.json", json.dumps(told, ensure_ascii=False, indent=1))
        for name, path in _files(found):
            archive.write(path, name)
    place.seek(0)
    return place


def _row(row: Any, columns: Iterable[str]) -> dict[str, Any]:
    return {column: _plain(row, column) for column in columns}


def _plain(row: Any, column: str) -> Any:
    value = getattr(row, column)
    if column == "qualities":
        return [name for bit, name in enumerate(QUALITIES) if value >> bit & 1]
    if isinstance(value, (datetime, date)):
        return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()
    return value if isinstance(value, (str, int, float, bool, list, dict, type(None))) else str(value)


def _readable(told: dict[str, list[dict[str, Any]]]) -> Iterable[str]:
    for what, rows in told.items():
        yield f"{what} ({len(rows)})\n{'=' * len(what)}"
        for row in rows:
            said = [(name.replace("_", " "), value) for name, value in row.items() if value not in ("", None, [], {})]
            yield "\n".join(f"  {name}: {_indented(value)}" for name, value in said) + "\n"


def _indented(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.strip().replace("\n", "\n    ")


def _files(found: Iterable[Found]) -> Iterable[tuple[str, Path]]:
    number = 0
    for one in found:
        for row in one.rows if one.piece.files else ():
            for path in one.piece.files(row):  # type: ignore[misc]
                number += 1
                if path.is_file():
                    yield _named(path, number), path


def _named(path: Path, number: int) -> str:
    if path.is_relative_to(letters_root()):
        return f"letters/{number}.eml"
    with path.open("rb") as file:
        begins = file.read(8)
    ending = next((name for mark, name in ENDINGS.items() if begins.startswith(mark)), "bin")
    return f"pictures/{number}.{ending}"
