"""How an interaction is called when we write to the person served: "your call on Tuesday about the projector".

The phrase is kept in English, as members read it. `read_about` takes it apart again, and surveys/saying.py says it in
the language of the person served, whichever they choose.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

# Channels as help desks call them, and what the person served would call it.
WORDS = {
    "phone": "call",
    "call": "call",
    "telephone": "call",
    "chat": "chat",
    "email": "message",
    "e-mail": "message",
    "mail": "message",
    "walk-in": "visit",
    "walk-up": "visit",
    "desk": "visit",
    "visit": "visit",
    "in person": "visit",
    "appointment": "appointment",
    "project": "project",
}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LONGEST_SUBJECT = 90
_KINDS = "|".join(sorted({*WORDS.values(), "request"}))
_PHRASE = re.compile(
    rf"your (?P<kind>{_KINDS}) on (?:(?P<weekday>{'|'.join(DAYS)})|(?P<day>\d\d?) (?P<month>{'|'.join(MONTHS)}))"
    r"(?: about “(?P<topic>.*)”)?",
    re.S,
)


class About(NamedTuple):
    """What a phrase says. Of a date the year is a leap year, and means nothing."""

    kind: str
    weekday: date | None
    day: date | None
    topic: str


def about_phrase(channel: str, subject: str, served_on: datetime, today: datetime) -> str:
    """The phrase, in the contact's local days.

    >>> from datetime import datetime
    >>> about_phrase("phone", "Projector", datetime(2026, 11, 17), datetime(2026, 11, 20))
    'your call on Tuesday about “Projector”'
    """
    kind = WORDS.get(channel.strip().lower(), "request")
    phrase = f"your {kind} {day_phrase(served_on, today)}"
    topic = shorten(" ".join(subject.split()))
    return f"{phrase} about “{topic}”" if topic else phrase


def read_about(phrase: str) -> About | None:
    """A phrase of `about_phrase`, taken apart; None of what somebody worded otherwise.

    >>> read_about("your call on 29 November about “Projector”")
    About(kind='call', weekday=None, day=datetime.date(2024, 11, 29), topic='Projector')
    """
    found = _PHRASE.fullmatch(phrase)
    if found is None:
        return None
    weekday = date(2024, 1, 1 + DAYS.index(found["weekday"])) if found["weekday"] else None  # it was a Monday
    day = None
    if found["day"]:
        try:
            day = date(2024, MONTHS.index(found["month"]) + 1, int(found["day"]))
        except ValueError:  # nobody's 31st of February
            return None
    return About(found["kind"], weekday, day, found["topic"] or "")


def day_phrase(day: datetime, today: datetime) -> str:
    """On Tuesday within a week, on 3 November otherwise: words that are still true when the letter is read later."""
    ago = (today.date() - day.date()).days
    if 0 <= ago < 6:
        return f"on {DAYS[day.weekday()]}"
    return f"on {day.day} {MONTHS[day.month - 1]}"


def shorten(text: str) -> str:
    """At most so long, cut between words."""
    if len(text) <= LONGEST_SUBJECT:
        return text
    return text[: LONGEST_SUBJECT - 1].rsplit(" ", 1)[0].rstrip(" ,.;:-") + "…"
