"""The law of open doors: what passes, what is held for somebody's look, what is too much. Time is an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

QUICKEST = timedelta(seconds=2)  # nobody reads the page and answers in less
PAGE_LIVES = timedelta(hours=24)
AGAIN = timedelta(seconds=60)
SAME_WORDS = timedelta(days=7)
TELLING = 20  # characters: many people say "Thank you", one machine says the same sentence twice
LONGEST_OFFLINE = timedelta(days=3)
CLAIMS_WAIT = timedelta(days=30)
MOST_COMPANIONS = 5  # beside one answer
CALLS_AN_HOUR = 10  # calls for a lead from one part of the network


@dataclass(frozen=True)
class Limits:
    """How many answers an hour pass, and how many are held after that, before we refuse."""

    pass_from_one: int
    hold_from_one: int
    pass_in_all: int
    hold_in_all: int
    most_waiting: int


# Behind one address there may be a campus; at one kiosk there stands one tablet, which may bring a day at once.
LIMITS = {
    "feedback": Limits(30, 120, 300, 1_000, 1_000),
    "kiosk": Limits(1_500, 3_000, 1_500, 3_000, 3_000),
    "snippet": Limits(60, 120, 2_000, 4_000, 20_000),
    "companion": Limits(20, 60, 100, 400, 500),
    "thanks": Limits(20, 20, 200, 200, 1),  # nothing is held there: whoever is doubted is asked to send it again
}


@dataclass(frozen=True)
class Knocks:
    """How many came within this hour, this one included, and how many wait already."""

    from_one: int = 1
    in_all: int = 1
    waiting: int = 0


REFUSE = "refuse"


WRONG_PINS, WRONG_PINS_IN = 10, timedelta(minutes=15)


def judge(
    kind: str,
    knocks: Knocks,
    *,
    at: datetime,
    opened_at: datetime | None,
    sign: bool,
    trap: bool = False,
    same_words: bool = False,
    same_again: bool = False,
) -> str:
    """Why an answer is held; "" if it passes, REFUSE if nothing more is taken at all just now.

    The page is no puzzle: it says when it was opened, and whether it saw a hand. Without scripts there is no sign,
    and whoever took a few seconds passes all the same. A kiosk's page may be as old as the tablet's week.
    """
    limits = LIMITS[kind]
    held = _why_held(kind, at, opened_at, sign, trap, same_words, same_again)
    if knocks.from_one > limits.pass_from_one or knocks.in_all > limits.pass_in_all:
        held = held or "many"
    if knocks.from_one > limits.hold_from_one or knocks.in_all > limits.hold_in_all:
        return REFUSE
    return REFUSE if held and knocks.waiting >= limits.most_waiting else held


def _why_held(
    kind: str, at: datetime, opened_at: datetime | None, sign: bool, trap: bool, same_words: bool, same_again: bool
) -> str:
    if trap:
        return "trap"
    if kind != "kiosk":
        if opened_at is None or not timedelta(0) <= at - opened_at <= PAGE_LIVES:
            return "no_page"
        if not sign and at - opened_at < QUICKEST:
            return "quick"
        if same_again:
            return "same"
    return "same" if same_words else ""


def part_of_network(address: str) -> str:
    """What neighbours share: the first three numbers of an IPv4 address, the first 48 bits of an IPv6 one."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    return str(ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def given_at(received: datetime, seconds_ago: float | None) -> datetime:
    """When a kiosk's answer was given: it says how long it waited, for its clock may be wrong."""
    if seconds_ago is None or seconds_ago != seconds_ago or seconds_ago <= 0:
        return received
    return received - min(timedelta(seconds=min(seconds_ago, 10**9)), LONGEST_OFFLINE)


_UNFILLED = re.compile(r"[{}<>%$#\[\]\x00-\x1f]")


def read_ticket(text: str) -> str:
    """A ticket's number as a help desk put it into the link; "" if there is none, or its placeholder was left as it is.

    >>> read_ticket(" #4711 "), read_ticket("{{ticket.id}}")
    ('4711', '')
    """
    ticket = text.strip().removeprefix("#").strip()
    return "" if len(ticket) > 120 or _UNFILLED.search(ticket) else ticket


def may_end(outcome: str) -> bool:
    """Whether a call for a lead still waits for its end."""
    return outcome in ("open", "taken")


def pins_may_be_tried(wrong: int, since: datetime | None, at: datetime) -> bool:
    """Ten wrong ones in a quarter of an hour are the last: all four digits take ten days and nights of trying."""
    return wrong < WRONG_PINS or since is None or at - since >= WRONG_PINS_IN


def pin_problem(pin: str) -> str:
    """What is wrong with a PIN; "" if nothing."""
    return "" if re.fullmatch(r"[0-9]{4,8}", pin) else "Four to eight digits, please."


CLIMBS_AFTER = timedelta(minutes=5)  # whoever stands there looks at the clock
TOP = 2  # a call climbs so often: to whom the leads report to, then to every manager


def climbs_next(rung: int, now: datetime) -> datetime | None:
    """When a call that nobody has taken goes on to whoever comes next; None: everybody was called."""
    return now + CLIMBS_AFTER if rung < TOP else None
