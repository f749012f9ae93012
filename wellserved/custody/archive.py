"""The archive: a plain tar of gzipped tables, files, the key and a manifest with the checksum of each member.

Names inside are checked against the few forms we write ourselves, so nothing can be unpacked anywhere else.
"""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import IO

from wellserved.custody.shapes import BackupError, Manifest

MANIFEST, KEY, SETTINGS = "manifest.json", "secret.key", "wellserved.toml"
TABLE = re.compile(r"data/([a-z_]+\.[a-z_0-9]+)\.jsonl\.gz")
STORED = re.compile(r"files/((?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*)")
PIECE = 1 << 20


class Writing:
    """An archive that is being written; remembers the checksum of each member."""

    def __init__(self, path: Path) -> None:
        self._tar = tarfile.open(path, "w", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.members: dict[str, tuple[str, int]] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        if not _is_ours(name):
            raise BackupError(f"{name} is not a name that a backup may hold.")
        told = tarfile.TarInfo(name)
        told.size, told.mode = size, 0o600
        reading = _Hashing(source)
        self._tar.addfile(told, reading)  # type: ignore[arg-type]
        self.members[name] = (reading.digest.hexdigest(), size)

    def finish(self, manifest: Manifest) -> None:
        raw = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        told = tarfile.TarInfo(MANIFEST)
        told.size, told.mode = len(raw), 0o600
        self._tar.addfile(told, BytesIO(raw))
        self._tar.close()

    def give_up(self) -> None:
        self._tar.close()


class _Hashing:
    """Reads a source and hashes what passes."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece


def verify(path: Path) -> Manifest:
    """Read every byte once: the archive is whole, and holds what its manifest says and nothing else."""
    found: dict[str, tuple[str, int]] = {}
    manifest: Manifest | None = None
    try:
        for name, source, size in members(path):
            if name == MANIFEST:
                manifest = Manifest.read(_parsed(source.read(64 << 20)))
                continue
            digest = hashlib.sha256()
            while piece := source.read(PIECE):
                digest.update(piece)
            found[name] = (digest.hexdigest(), size)
    except tarfile.TarError as error:  # it ends within a member
        raise BackupError(f"It cannot be read as a backup: {error}.") from None
    if manifest is None:
        raise BackupError("It has no manifest: it is no backup, or it was cut off.")
    for name in sorted(manifest.members.keys() | found.keys()):
        if manifest.members.get(name) != found.get(name):
            raise BackupError(f"{name} is damaged or missing in it: what is there is not what was backed up.")
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes], int]]:
    """Each member's name, content and size, in order. Refuses whatever we would not have written."""
    seen: set[str] = set()
    try:
        with tarfile.open(path, "r:") as tar:
            for told in tar:
                if not told.isreg() or told.name in seen or not (told.name == MANIFEST or _is_ours(told.name)):
                    raise BackupError(f"It holds {told.name!r}, which no backup of ours would.")
                seen.add(told.name)
                source = tar.extractfile(told)
                if source is not None:
                    yield told.name, source, told.size
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"It cannot be read as a backup: {error}.") from None


def _is_ours(name: str) -> bool:
    return name in (KEY, SETTINGS) or bool(TABLE.fullmatch(name)) or bool(STORED.fullmatch(name))


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except ValueError:
        raise BackupError("Its manifest cannot be understood: this is no backup, or it is damaged.") from None
