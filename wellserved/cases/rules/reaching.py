"""With whom a case rests: whoever leads the team, or, past anyone it is about, whom they report to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A member, as far as this needs to know."""

    id: int
    role: str
    reports_to: int | None = None
    here: bool = True  # has not left, and can sign in

    @property
    def manages(self) -> bool:
        return self.role in ("manager", "admin")


def rests_with(
    leads: Sequence[int], concerned: Collection[int], everybody: Mapping[int, Person], *, above: bool = False
) -> int | None:
    """Who is to see to it. `leads` lead the team; `above`: they wrote above the team on purpose.

    Whoever leads or manages and is concerned is passed over, and so is everybody who reports to them.
    """
    passed = leaders_among(leads, concerned, everybody)
    start = passed or list(leads)
    if not passed and not above:
        for lead in leads:
            if lead not in concerned and _is_here(lead, everybody):
                return lead
    unfit = set(concerned) | (set(leads) if above or passed else set())
    for one in start:
        for higher in chain_above(one, everybody):
            if _fits(higher, unfit, passed, everybody):
                return higher
    return _whoever_manages(unfit, passed, everybody)


def next_above(member: int | None, concerned: Collection[int], everybody: Mapping[int, Person]) -> int | None:
    """Whom a late case is told to next: whom they report to, past anyone it is about; else whoever manages."""
    if member is not None:
        for higher in chain_above(member, everybody):
            if _fits(higher, concerned, (), everybody):
                return higher
    unfit = {*concerned, *([member] if member else [])}
    return _whoever_manages(unfit, (), everybody) or (member if member not in concerned else None)


def leaders_among(leads: Sequence[int], concerned: Collection[int], everybody: Mapping[int, Person]) -> list[int]:
    """Those concerned who lead this team, or lead or manage elsewhere."""
    return [one for one in sorted(concerned) if one in leads or (one in everybody and everybody[one].role != "member")]


def chain_above(member: int, everybody: Mapping[int, Person]) -> Iterator[int]:
    """Whom they report to, and so on up; a circle ends."""
    seen = {member}
    at = everybody.get(member)
    while at is not None and at.reports_to is not None and at.reports_to not in seen:
        seen.add(at.reports_to)
        yield at.reports_to
        at = everybody.get(at.reports_to)


def may_close(*, above_team: bool, lead: int | None, member: int | None) -> bool:
    """Who wrote above the team is heard above the team: only with whom it rests may close it."""
    return not above_team or (lead is not None and lead == member)


def _fits(one: int, unfit: Collection[int], passed: Sequence[int], everybody: Mapping[int, Person]) -> bool:
    if one in unfit or not _is_here(one, everybody):
        return False
    return not any(over in chain_above(one, everybody) for over in passed)


def _whoever_manages(unfit: Collection[int], passed: Sequence[int], everybody: Mapping[int, Person]) -> int | None:
    able = [one for one in everybody.values() if one.manages and _fits(one.id, unfit, (), everybody)]
    free = [one for one in able if _fits(one.id, unfit, passed, everybody)]
    return min(free or able, key=lambda one: (one.role != "manager", one.id)).id if able else None


def _is_here(one: int, everybody: Mapping[int, Person]) -> bool:
    return one in everybody and everybody[one].here
