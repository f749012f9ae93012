"""The law of this room: who reads, by when, and what a kind reply begins with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from wellserved.calendars.rules import add_business_days
from wellserved.calendars.shapes import BusinessHours
from wellserved.passages.shapes import Colleague

READ_DAYS = 2  # every comment has been read within two business days …
LOW_DAYS = 1  # … and somebody has looked at a low answer within one
RANK = {"manager": 0, "admin": 1, "lead": 2, "member": 3}


def choose_reader(
    served: Sequence[int], leads: Sequence[int], everybody: Mapping[int, Colleague], low: bool
) -> int | None:
    """The one person who is to read it, among those who can sign in.

    Who served, if it was one person and the answer is not low; else who leads the team, unless the answer is low and
    about them: then whom they report to; else a manager or an admin; else whoever is there.
    """
    there = [member for member in served if member in everybody]
    if not low and len(served) == 1 and there:
        return there[0]
    able = [lead for lead in leads if lead in everybody]
    free = [lead for lead in able if lead not in served]
    if free:
        return free[0]
    above = [everybody[lead].reports_to for lead in able]
    if low and above and above[0] in everybody:
        return above[0]
    if able and not low:
        return able[0]
    rest = [member for member in everybody.values() if member.id not in served] or list(everybody.values())
    return min(rest, key=lambda member: (RANK.get(member.role, 9), member.id)).id if rest else None


def read_by(written_at: datetime, low: bool, calendar: BusinessHours) -> datetime:
    """When its reader will have read it."""
    return add_business_days(written_at, LOW_DAYS if low else READ_DAYS, calendar)


def draft_reply(first_name: str, mood: str, signed: str) -> str:
    """A kind beginning, to be made one's own before it is sent. The mood is low, mixed or good."""
    greeting = f"Dear {first_name}," if first_name else "Hello,"
    if mood == "low":
        body = (
            "Thank you for telling us plainly. I have read every word, and I am sorry that it went this way.\n\n"
            "I would like to put it right. What would help you most now?"
        )
    elif mood == "mixed":
        body = (
            "Thank you for telling us. I have read it, and I see what we could have done better.\n\n"
            "If there is something I can still do for you, please write back to me."
        )
    else:
        body = "Thank you for taking the time to write this. I have read it, and I will remember it."
    return f"{greeting}\n\n{body}\n\nKind regards,\n{signed}"
