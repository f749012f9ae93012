"""Who could see to a case: as the rules want to know it."""

from __future__ import annotations

from collections.abc import Collection

from wellserved.cases.rules.reaching import Person
from wellserved.people.models import Member, Membership


def everybody() -> dict[int, Person]:
    """All members, in one query."""
    rows = Member.objects.values_list("pk", "account__role", "reports_to_id", "left_at", "account__is_active")
    return {
        pk: Person(pk, str(role or "member"), above, left is None and bool(active))
        for pk, role, above, left, active in rows
    }


def leads_of(team_id: int | None) -> list[int]:
    """Who leads a team, the one longest in the house first."""
    rows = Membership.objects.filter(team_id=team_id or 0, leads=True, member__left_at=None).order_by("member_id")
    return list(rows.values_list("member_id", flat=True))


def may_be_given(team_id: int | None, lead_id: int | None, without: Collection[int]) -> list[Member]:
    """Whom a case may be given to: who is in its team, and with whom it rests; nobody whom it concerns."""
    in_team = Membership.objects.filter(team_id=team_id or 0).values_list("member_id", flat=True)
    here = Member.objects.filter(left_at=None, account__is_active=True).exclude(pk__in=without)
    return list(here.filter(pk__in=[*in_team, lead_id or 0]).order_by("name_key", "pk"))
