"""Tickets: whoever holds one may speak once about a team in a quarter, and nothing about it says who that is.

A ticket is not looked up anywhere. It is a number that nobody can guess, with the team and the quarter, signed with the
installation's key; so no list of tickets exists that could be laid beside a list of people.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

PURPOSE = "confide"  # what stands in a letter until it leaves: {{token:confide:SEED}}
_SEED = re.compile(r"(\d{1,12})-(\d{4})Q([1-4])-([0-9a-f]{32})")
_TICKET = re.compile(r"[A-Za-z0-9_-]{40}")
_NUMBER, _BODY = 12, 19  # bytes: the number; the number, five of the team and two of the quarter


class Ticket(NamedTuple):
    """What a ticket tells: about whom, in which quarter ("2026Q4"), and a mark by which its second use is known."""

    team_id: int
    quarter: str
    mark: str


def seed_for(team_id: int, quarter: str, key: str) -> str:
    """What a letter holds in place of its ticket until it leaves; the same for everybody who is asked about a team.

    It is signed, so that nobody gets a ticket by writing such a seed into the subject of a request.
    """
    return f"{team_id}-{quarter}-{_signed(b'seed', f'{team_id}-{quarter}'.encode(), key).hex()[:32]}"


def mint(seed: str, key: str) -> str:
    """A new ticket: another one each time. Raises ValueError where the seed is none of ours."""
    found = _SEED.fullmatch(seed)
    if not found or not hmac.compare_digest(seed, seed_for(int(found[1]), f"{found[2]}Q{found[3]}", key)):
        raise ValueError("This seed makes no ticket.")
    place = int(found[1]).to_bytes(5, "big") + (int(found[2]) * 4 + int(found[3]) - 1).to_bytes(2, "big")
    body = secrets.token_bytes(_NUMBER) + place
    return base64.urlsafe_b64encode(body + _signed(b"ticket", body, key)[:11]).decode()


def read_ticket(text: str, key: str) -> Ticket | None:
    """What a ticket tells; None if it is none of ours."""
    if not _TICKET.fullmatch(text):
        return None
    raw = base64.urlsafe_b64decode(text)
    body, signature = raw[:_BODY], raw[_BODY:]
    if not hmac.compare_digest(signature, _signed(b"ticket", body, key)[:11]):
        return None
    year, quarter = divmod(int.from_bytes(body[17:], "big"), 4)
    mark = hashlib.sha256(b"mark:" + body[:_NUMBER]).hexdigest()[:32]
    return Ticket(int.from_bytes(body[_NUMBER:17], "big"), f"{year:04d}Q{quarter + 1}", mark)


def _signed(what: bytes, body: bytes, key: str) -> bytes:
    return hmac.new(b"wellserved confiding:" + key.encode(), what + b":" + body, hashlib.sha256).digest()
