"""How an interaction is called when we write to the person served: "your call on Tuesday about the projector"."""

from __future__ import annotations

from datetime import datetime

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
