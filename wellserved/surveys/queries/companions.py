"""The link that somebody who was there, too, may open: made from an answer's number with our key, and not stored."""

from __future__ import annotations

import re

from django.conf import settings

from wellserved.kit.clock import now
from wellserved.kit.tokens import derive_token
from wellserved.surveys.models import Invitation
from wellserved.surveys.rules.answering import CHANGE_WINDOW
from wellserved.tallies.rules import WAYS

_TOKEN = re.compile(r"([0-9]{1,18})-([A-Za-z0-9_-]{24})")


def companion_token(invitation_id: int) -> str:
    """It opens a page of its own; the answer itself cannot be seen or changed with it."""
    return f"{invitation_id}-{derive_token('beside', str(invitation_id), settings.SECRET_KEY)[:24]}"


def may_have_companions(came_by: int) -> bool:
    """Not beside a kiosk's answer, which nobody holds a link to, and not beside a companion's own."""
    return WAYS[came_by] not in ("kiosk", "companion")


def thanks_by_name(came_by: int, low: bool) -> bool:
    """Whether to ask for somebody who made the difference: not after a low answer, nor at a kiosk without a link."""
    return not low and WAYS[came_by] != "kiosk"


def answered_by(token: str) -> Invitation | None:
    """The answer that a companion's link stands beside, while it can still be changed."""
    found = _TOKEN.fullmatch(token)
    if found is None or companion_token(int(found[1])) != token:
        return None
    since = now() - CHANGE_WINDOW
    return Invitation.objects.filter(pk=int(found[1]), beside=None, response__first_at__gte=since).first()
