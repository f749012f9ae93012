"""What crosses the boundary of custody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Progress = Callable[[str], None]


def silently(words: str) -> None:
    """Tell nobody how far it has come."""


class BackupError(ValueError):
    """A backup cannot be made or restored; the message is for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself. `members`: name → (SHA-256, bytes). `tables`: model → rows."""

    format: int
    made_at: str
    version: str
    organisation: str
    secret_key: str  # its fingerprint, to tell whether a copy has the same one
    migrations: list[tuple[str, str]]
    tables: dict[str, int]
    members: dict[str, tuple[str, int]]

    @classmethod
    def read(cls, raw: Any) -> Manifest:
        """From parsed JSON; a BackupError if it is not one."""
        try:
            if raw["format"] != FORMAT:
                raise BackupError(f"This backup has format {raw['format']}; this version reads format {FORMAT}.")
            return cls(
                FORMAT,
                str(raw["made_at"]),
                str(raw["version"]),
                str(raw["organisation"]),
                str(raw["secret_key"]),
                [(str(app), str(name)) for app, name in raw["migrations"]],
                {str(label): int(rows) for label, rows in raw["tables"].items()},
                {str(name): (str(digest), int(size)) for name, (digest, size) in raw["members"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            if isinstance(error, BackupError):
                raise
            raise BackupError("Its manifest cannot be understood: this is no backup, or it is damaged.") from None


FORMAT = 1
