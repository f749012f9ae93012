"""Which explanations somebody may see, write on, and approve."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from wellserved.cases.queries.cases import cases_visible_to
from wellserved.explanations.models import Explanation, Review, Version
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

SHOWS = {
    "": "All",
    "mine": "Mine",
    "review": "To approve",
    "draft": "Being written",
    "approved": "Approved",
    "sent": "Sent",
}


def explanations_visible_to(actor: Actor) -> QuerySet[Explanation]:
    """One's own: written, to be signed or to be approved; and those of one's teams; a manager's all.

    What grew from a case is seen by those who may see the case, and by whoever has a part in the page.
    """
    me = actor.member_id or 0
    part = Q(writer_id=me) | Q(executive_id=me) | Q(reviewer_id=me)
    theirs = Q() if actor.sees_all else Q(team_id__in=actor.team_ids | actor.led_team_ids)
    open_to = Q(case=None) | Q(case_id__in=cases_visible_to(actor).values("pk"))
    return Explanation.objects.filter(part | (theirs & open_to))


def explanations_written_by(actor: Actor) -> QuerySet[Explanation]:
    """Those that one may write on: its writer, who signs it, and who leads."""
    me = actor.member_id or 0
    visible = explanations_visible_to(actor)
    if actor.sees_all:
        return visible
    return visible.filter(Q(writer_id=me) | Q(executive_id=me) | Q(team_id__in=actor.led_team_ids))


def writers_of(explanation: Explanation) -> set[int | None]:
    """Who had a hand in it as it stands: its writer, and whoever wrote a version since it was last approved."""
    last = Review.objects.filter(explanation=explanation, approved=True).order_by("-pk").first()
    rows = Version.objects.filter(explanation=explanation, number__gt=last.version if last else 0)
    return {explanation.writer_id, *rows.values_list("writer_id", flat=True)}


def reviewers_for(explanation: Explanation) -> QuerySet[Member]:
    """Who may be asked to approve it: anybody here who can sign in and wrote none of it."""
    here = Member.objects.filter(left_at=None, account__is_active=True)
    return here.exclude(pk__in=[one for one in writers_of(explanation) if one]).order_by("name_key", "id")


def approved_change(explanation: Explanation) -> int | None:
    """The state of the page that was last approved, by its count of changes."""
    last = Review.objects.filter(explanation=explanation).order_by("-pk").first()
    return last.changed if last and last.approved else None


def latest(explanation: Explanation) -> Version:
    return Version.objects.get(explanation=explanation, number=explanation.version)


@dataclass(frozen=True)
class Filters:
    """What a reader of the list asked for."""

    show: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filters:
        show = asked.get("show", "")
        return cls(show if show in SHOWS else "")


def explanations_listed(actor: Actor, filters: Filters) -> QuerySet[Explanation]:
    """The one that changed last comes first."""
    rows = explanations_visible_to(actor).select_related("client", "contact", "writer", "reviewer", "team")
    me = actor.member_id or 0
    if filters.show == "mine":
        rows = rows.filter(writer_id=me)
    elif filters.show == "review":
        rows = rows.filter(state=Explanation.State.REVIEW).exclude(writer_id=me)
    elif filters.show == "draft":
        rows = rows.filter(state__in=(Explanation.State.DRAFT, Explanation.State.RETURNED))
    elif filters.show:
        rows = rows.filter(state=filters.show)
    return rows.order_by("-changed_at", "-pk")


def to_review(actor: Actor) -> QuerySet[Explanation]:
    """What waits for this member's eye: asked by name, or nobody was named and they lead the team."""
    me = actor.member_id or 0
    waiting = explanations_visible_to(actor).filter(state=Explanation.State.REVIEW).exclude(writer_id=me)
    asked = Q(reviewer_id=me) | Q(reviewer=None, team_id__in=actor.led_team_ids)
    return waiting.filter(asked).order_by("submitted_at", "pk")


def on_the_desk_of(actor: Actor) -> QuerySet[Explanation]:
    """What waits for this member: a page to approve, and one of their own that came back. Oldest first."""
    me = actor.member_id or 0
    back = Q(state=Explanation.State.RETURNED, writer_id=me)
    found = explanations_visible_to(actor).filter(back | Q(pk__in=to_review(actor).order_by().values("pk")))
    return found.select_related("client", "contact", "writer").order_by("submitted_at", "pk")
