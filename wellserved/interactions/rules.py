"""The law of interactions: which rows may land, and what a closing is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain
from zoneinfo import available_timezones

from wellserved.interactions.shapes import ContactIn, InteractionIn

LONGEST_SUBJECT = 300  # a longer one is cut, not refused
LONGEST = {
    "source": 60,
    "external_id": 120,
    "service": 120,
    "channel": 30,
    "place": 80,
    "team": 120,
    "client": 200,
    "subject": LONGEST_SUBJECT,
}
LONGEST_OF_ALL = SOURCE, EXTERNAL_ID, SERVICE, CHANNEL, PLACE, TEAM, CLIENT, SUBJECT = tuple(LONGEST.values())
LONGEST_NAME = 200
LONGEST_ADDRESS = 254
MOST_MEMBERS = 20
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
CLOCKS_DIFFER = timedelta(days=1)
BOOKED_AHEAD = timedelta(days=3660)

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def why_not(row: InteractionIn, now: datetime) -> str:
    """The reason that a row may not land, in plain words; empty if it may."""
    (
        source,
        external_id,
        service,
        channel,
        place,
        team,
        members,
        client,
        contact,
        opened,
        closed,
        booked,
        subject,
        *_,
    ) = row
    if not source:
        return "The source is missing."
    if not external_id:
        return "The external id is missing."
    if (
        len(source) > SOURCE
        or len(external_id) > EXTERNAL_ID
        or len(service) > SERVICE
        or len(channel) > CHANNEL
        or len(place) > PLACE
        or len(team) > TEAM
        or len(client) > CLIENT
        or len(subject) > SUBJECT
    ):
        return _what_is_too_long(row)
    together = "".join((source, external_id, service, channel, place, team, client, subject, *members))
    if not together.isprintable() and _UNPRINTABLE.search(together):  # the first is a hundred times as fast
        return "It holds characters that cannot be printed, such as a null byte."
    if members:
        if len(members) > MOST_MEMBERS:
            return f"More than {MOST_MEMBERS} members are named."
        if max(map(len, members)) > LONGEST_NAME:
            return f"A member's name is longer than {LONGEST_NAME} characters."
    if contact is not None and (reason := _why_not_contact(contact)):
        return reason
    return _why_not_times(opened, closed, booked, now)


def all_may_land(rows: Sequence[InteractionIn], now: datetime) -> bool:
    """Whether `why_not` refuses none of them: the same law, column by column, in a tenth of its steps."""
    if not rows:
        return True
    columns = zip(*rows, strict=True)
    (
        sources,
        ids,
        services,
        channels,
        places,
        teams,
        members,
        clients,
        contacts,
        opened,
        closed,
        booked,
        subjects,
        *_,
    ) = columns
    texts = (sources, ids, services, channels, places, teams, clients, subjects)
    if (
        not all(sources)
        or not all(ids)
        or any(max(map(len, t)) > most for t, most in zip(texts, LONGEST_OF_ALL, strict=True))
    ):
        return False
    served = set(members)
    together = "".join(chain(ids, subjects, *map(set, (sources, services, channels, places, teams, clients)), *served))
    if not together.isprintable() and _UNPRINTABLE.search(together):
        return False
    if any(len(names) > MOST_MEMBERS or max(map(len, names), default=0) > LONGEST_NAME for names in served):
        return False
    if any(_why_not_contact(contact) for contact in set(contacts) if contact is not None):
        return False
    return (
        _may_be(opened, now + CLOCKS_DIFFER)
        and _may_be(closed, now + CLOCKS_DIFFER)
        and _may_be(booked, now + BOOKED_AHEAD)
        and not any(end and start and end < start for start, end in zip(opened, closed, strict=True))
    )


def can_be_kept(text: str) -> bool:
    """Whether any interaction could be called so: no null byte, no half character, no line break."""
    return not _UNPRINTABLE.search(text)


def why_not_in_this_order(opened_at: datetime | None, closed_at: datetime | None) -> str:
    """Something cannot close before it opened."""
    if opened_at and closed_at and closed_at < opened_at:
        return "It closed before it opened."
    return ""


def _what_is_too_long(row: InteractionIn) -> str:
    for name, limit in LONGEST.items():
        if len(getattr(row, name)) > limit:
            return f"The {name.replace('_', ' ')} is longer than {limit} characters."
    return ""


@lru_cache(maxsize=32_768)
def _why_not_contact(contact: ContactIn) -> str:
    if len(contact.name) > LONGEST_NAME:
        return f"The contact's name is longer than {LONGEST_NAME} characters."
    if _UNPRINTABLE.search(contact.name):
        return "The contact's name holds characters that cannot be printed."
    if contact.email and (len(contact.email) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(contact.email)):
        return "The contact's e-mail address is not one."
    if _UNPRINTABLE.search(contact.email):
        return "The contact's e-mail address is not one."
    if contact.language and (len(contact.language) > 12 or not _LANGUAGE.fullmatch(contact.language)):
        return "The contact's language is not a language tag such as en or pt-br."
    if contact.timezone and contact.timezone not in _zones():
        return "The contact's time zone is not one such as Europe/Berlin."
    return ""


def _why_not_times(opened: datetime | None, closed: datetime | None, booked: datetime | None, now: datetime) -> str:
    return (
        (opened and _why_not_moment("opened", opened, now, CLOCKS_DIFFER))
        or (closed and _why_not_moment("closed", closed, now, CLOCKS_DIFFER))
        or (booked and _why_not_moment("booked for", booked, now, BOOKED_AHEAD))
        or why_not_in_this_order(opened, closed)
    )


def _why_not_moment(name: str, moment: datetime, now: datetime, ahead: timedelta) -> str:
    if moment.tzinfo is None:
        return f"The time it was {name} has no time zone."
    if EARLIEST <= moment <= now:
        return ""
    if moment < EARLIEST:
        return f"The time it was {name} lies before 1970."
    return f"The time it was {name} lies in the future." if moment > now + ahead else ""


def _may_be(moments: Iterable[datetime | None], latest: datetime) -> bool:
    """Whether all of these that are known have a time zone, and lie where moments may."""
    known = [moment for moment in moments if moment]
    if not known:
        return True
    if any(moment.tzinfo is None for moment in known):
        return False
    return min(known) >= EARLIEST and max(known) <= latest


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
