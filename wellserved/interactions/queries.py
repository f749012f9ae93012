"""Reading interactions and imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from wellserved.interactions.models import Import, Interaction, Served
from wellserved.people.shapes import Actor

ON_A_PAGE = 50
BIGGEST = 2**63 - 1


def interactions_visible_to(actor: Actor) -> QuerySet[Interaction]:
    """A member sees those of their teams and those they served; a lead their teams' too; a manager all."""
    if actor.sees_all:
        return Interaction.objects.all()
    seen = Q(team__in=actor.team_ids)
    if actor.member_id is not None:
        seen |= Q(Exists(Served.objects.filter(interaction=OuterRef("pk"), member=actor.member_id)))
    return Interaction.objects.filter(seen)


def may_edit(actor: Actor, interaction: Interaction) -> bool:
    """Who leads the team that served, and managers."""
    return actor.sees_all or interaction.team_id in actor.led_team_ids


def imports_visible_to(actor: Actor) -> QuerySet[Import]:
    """Managers see what came in by file; others do not."""
    return Import.objects.order_by("-pk") if actor.sees_all else Import.objects.none()


@dataclass(frozen=True)
class Filters:
    """What a reader of the list asked for."""

    text: str = ""
    state: str = ""  # open, closed or, empty, both
    team: int | None = None
    service: int | None = None
    before: int | None = None

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filters:
        """From an address; what makes no sense there is left out."""
        text = asked.get("q", "").replace("\x00", "").strip()[:200]
        state = asked.get("state", "")
        numbers = (_number(asked.get(name, "")) for name in ("team", "service", "before"))
        return cls(text, state if state in ("open", "closed") else "", *numbers)


@dataclass(frozen=True)
class InteractionsPage:
    """One page of the list, and the number that the older ones lie before."""

    found: Sequence[Interaction]
    older: int | None


def interactions_page(actor: Actor, filters: Filters) -> InteractionsPage:
    """The newest first, by when they came in. Two queries, however many."""
    found = interactions_visible_to(actor)
    if filters.team:
        found = found.filter(team=filters.team)
    if filters.service:
        found = found.filter(service=filters.service)
    if filters.state:
        found = found.filter(closed_at__isnull=filters.state == "open")
    if filters.text:
        text = filters.text
        known = Q(external_id=text) | Q(subject__icontains=text)
        found = found.filter(known | Q(contact__name__icontains=text) | Q(contact__email__iexact=text))
    if filters.before:
        found = found.filter(pk__lt=filters.before)
    page = list(found.select_related("service", "team", "client", "contact").order_by("-pk")[: ON_A_PAGE + 1])
    older = page[ON_A_PAGE - 1].pk if len(page) > ON_A_PAGE else None
    return InteractionsPage(page[:ON_A_PAGE], older)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 and int(text) <= BIGGEST else None
