"""What crosses the boundary of files."""

from __future__ import annotations

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000  # more than any telephone takes; decoded, some 150 MB
LONGEST_SIDE = 2000


class PhotoRefusedError(Exception):
    """Why a file was not taken, in words for the person who sent it."""
