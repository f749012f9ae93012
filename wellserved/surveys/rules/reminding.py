"""The law of reminding: one second letter at most, and none to whoever answered, opted out, or was asked since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wellserved.surveys.rules.known import Policy, Where
from wellserved.surveys.rules.quiet import next_time_to_write


@dataclass(frozen=True)
class Reminding:
    """What is known of an ask that might be reminded of."""

    sent_at: datetime | None  # none: its letter has not left, or never will
    on_its_way: bool  # the letter still waits to leave
    expires_at: datetime
    answered: bool = False
    taken_back: bool = False
    reminded: bool = False
    unwanted: bool = False  # the contact opted out: of all, of this service, or of reminders
    reachable: bool = True  # there is a contact, with an address that is a person's
    still_closed: bool = True
    contacted_since: bool = False  # asked or called about something else after this
    where: Where = field(default_factory=Where)


@dataclass(frozen=True)
class Reminder:
    """Send it now, look again later, or (neither) never."""

    now: bool = False
    look_again_at: datetime | None = None


NEVER = Reminder()


def may_remind(known: Reminding, policy: Policy, now: datetime) -> Reminder:
    """Whether the second letter may leave now, or when to look again."""
    settled = known.answered or known.taken_back or known.reminded or known.unwanted or known.contacted_since
    if settled or not known.reachable or not known.still_closed or not policy.remind_after or now >= known.expires_at:
        return NEVER
    if known.sent_at is None:
        return Reminder(look_again_at=_opens(now + policy.remind_after, known, policy)) if known.on_its_way else NEVER
    due = known.sent_at + policy.remind_after
    if now > due + policy.max_age:  # we were late: nobody is reminded of what is long ago
        return NEVER
    opens = _opens(max(due, now), known, policy)
    if opens is None:
        return NEVER
    return Reminder(now=True) if opens <= now else Reminder(look_again_at=opens)


def _opens(moment: datetime, known: Reminding, policy: Policy) -> datetime | None:
    opens = next_time_to_write(moment, known.where, policy)
    return opens if opens is not None and opens < known.expires_at else None
