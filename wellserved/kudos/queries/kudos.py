"""Kind words, for those who may read them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from wellserved.frame.speaking import language_of_letters_to
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.kudos.models import Kudos, Wish
from wellserved.kudos.shapes import Giver
from wellserved.mail.composing import is_an_address
from wellserved.passages.actions.reading import address_of
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor

PURPOSE = "kudos"  # of the giver's link
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")
ON_THE_WALL = Q(may_be_shown=True, off_the_wall_at=None)
FRESH = timedelta(days=2)


def _all() -> QuerySet[Kudos]:
    return Kudos.objects.select_related("member", "team", "given_by").order_by("-given_at", "-pk")


def kudos_visible_to(actor: Actor) -> QuerySet[Kudos]:
    """One's own, one's team's, and of those who report to one; a manager sees all, a colleague what they gave."""
    if actor.sees_all:
        return _all()
    me = actor.member_id or 0
    team = Q(member=None, team_id__in=actor.team_ids | actor.led_team_ids)
    return _all().filter(Q(member_id=me) | Q(member__reports_to_id=me) | Q(given_by_id=me) | team)


def kudos_for(actor: Actor) -> QuerySet[Kudos]:
    """What came for me, my team, or somebody who reports to me."""
    me = actor.member_id or 0
    team = Q(member=None, team_id__in=actor.team_ids | actor.led_team_ids)
    return _all().filter(Q(member_id=me) | Q(member__reports_to_id=me) | team)


def wall(team_id: int = 0) -> QuerySet[Kudos]:
    """What hangs on the wall, for everybody who signs in: the giver consents; its receiver has not taken it down."""
    hanging = _all().filter(ON_THE_WALL)
    return hanging.filter(team_id=team_id) if team_id else hanging


def readable_by(actor: Actor) -> QuerySet[Kudos]:
    """Each that one may open: those visible to one, and what hangs on the wall."""
    seen = kudos_visible_to(actor)
    return seen if actor.sees_all else seen | _all().filter(ON_THE_WALL)


def kept_by(actor: Actor) -> QuerySet[Kudos]:
    """Those that one may take off the wall, or answer: its receiver's, or, of a team, those who are in it."""
    me = actor.member_id or 0
    team = Q(member=None, team_id__in=actor.team_ids | actor.led_team_ids)
    return _all().filter(Q(member_id=me) | team)


def answered_by(actor: Actor) -> QuerySet[Kudos]:
    """Those whose giver one may thank: its receiver, and whom they report to."""
    me = actor.member_id or 0
    return kept_by(actor) | _all().filter(member__reports_to_id=me)


def who_can_be_thanked(kudos: Kudos) -> Giver | None:
    """Whoever gave it, if they can be written to and have not asked us to stop writing."""
    if kudos.given_by:
        address = address_of(kudos.given_by)
        return Giver(kudos.given_by.name, address, "en") if is_an_address(address) else None
    contact = kudos.contact
    email = contact.email if contact else kudos.giver_email
    if not is_an_address(email):
        return None
    known = contact or Contact.objects.alias(address=Lower("email")).filter(address=email.lower()).first()
    if known and known.opted_out_at:
        return None
    name = kudos.giver_name or (contact.name if contact else "")
    return Giver(name, email, language_of_letters_to(kudos.language or (contact.language if contact else "")))


def kudos_of_token(token: str) -> Kudos | None:
    """The kind word that its giver's link leads to."""
    if not _TOKEN.fullmatch(token):
        return None
    return Kudos.objects.select_related("member", "team").filter(token_hash=hash_token(token)).first()


def newest_for(actor: Actor) -> Kudos | None:
    """What came of late for me; else for my team or somebody who reports to me. For Today; one query."""
    fresh = list(kudos_for(actor).filter(given_at__gte=now() - FRESH)[:20])
    mine = [kudos for kudos in fresh if kudos.member_id == actor.member_id]
    return next(iter([*mine, *fresh]), None)


def wish_of(member_id: int | None) -> Wish:
    """What a member wishes; nothing in particular if they never said."""
    return Wish.objects.filter(member_id=member_id or 0).first() or Wish()


def given_between(first: datetime, last: datetime) -> QuerySet[Kudos]:
    return _all().filter(given_at__gte=first, given_at__lt=last)
