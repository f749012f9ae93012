"""The law of letters: what may stand in a header, when to try again, and what an error means."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

BATCH = 50
TURN_LASTS = 5.0  # seconds
CLAIM_LASTS = timedelta(minutes=10)  # a claim older than this was left behind by a worker that is gone
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
GIVE_UP_AFTER = timedelta(days=3)
WAITED_TOO_LONG = "It waited so long that it was no longer worth sending."

# A seed is at least 16 characters that nobody can guess, so that a marker which somebody wrote into the subject of a
# ticket makes no token that opens anything.
MARKER = re.compile(r"\{\{token:([a-z_]+):([A-Za-z0-9_-]{16,64})\}\}")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # needed to write Persian, several Indian scripts and joined emoji


def one_line(text: str, limit: int) -> str:
    """Text that is safe in a header: one line, no control or direction-changing characters, at most `limit` long.

    >>> one_line("Bea\\r\\nBcc: all@example.org", 80)
    'Bea Bcc: all@example.org'
    """
    seen = "".join(
        letter if letter in _JOINERS else " " if unicodedata.category(letter) in _INVISIBLE else letter
        for letter in text
    )
    return " ".join(seen.split())[:limit].strip()


def many_lines(text: str) -> str:
    """Text that is safe in a body: no NUL, which no database keeps, no half characters, and line ends of one kind."""
    whole = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def folded(calendar: str) -> str:
    """The lines of a calendar as they travel: at most 75 bytes each, no character cut apart (RFC 5545, 3.1)."""
    lines: list[str] = []
    for line in calendar.strip("\n").split("\n"):
        piece, room = "", 75
        for letter in line:
            size = len(letter.encode("utf-8", "replace"))
            if size > room:
                lines.append(piece)
                piece, room = " ", 74
            piece, room = piece + letter, room - size
        lines.append(piece)
    return "\r\n".join(lines) + "\r\n"


def next_try(attempts: int, now: datetime) -> datetime:
    """When to try again after so many attempts: 1, 2, 4, 8 … minutes later, two hours at most."""
    doublings = min(max(attempts - 1, 0), 10)
    return now + min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def status_of_no_such_address(said: str) -> str:
    """The status if a mail server refused for good because there is no such address, else nothing.

    >>> status_of_no_such_address("550 5.1.1 No such person here"), status_of_no_such_address("554 5.7.1 Spam")
    ('5.1.1', '')
    """
    found = re.match(r"5\d\d[ -](5\.1\.(?:1|2|3|6|10))\b", said)
    return found[1] if found else ""


def hide_tokens(text: str) -> str:
    """A letter's text as members may see it: private links stay private."""
    return MARKER.sub("(a private link)", text)
