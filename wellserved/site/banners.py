"""Lines above every page: what everybody here should know at once."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from wellserved.mail.queries import held_letters, mail_is_held
from wellserved.people.shapes import Actor

LOOKED_AT_EVERY = 10  # seconds


def banners_for(actor: Actor) -> list[dict[str, str]]:
    """At most one line. Admins are told where to change it; letters that are held are counted now and then."""
    if settings.DEMO or not actor.sees_all or not (waiting := _held()):
        return []
    letters = "One letter waits" if waiting == 1 else f"{waiting:,} letters wait"
    line = {"text": f"{letters}: this copy may not write to the people you serve yet."}
    page, link = ("mail_release", "Look at it") if actor.is_admin else ("letters", "See them")
    return [line | {"href": reverse(page), "link": link}]


def _held() -> int:
    key = "letters-held"
    known: int | None = cache.get(key)
    if known is None:
        known = held_letters() if mail_is_held() else 0
        cache.set(key, known, LOOKED_AT_EVERY)
    return known
