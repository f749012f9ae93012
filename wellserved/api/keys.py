"""Who calls: the token in the Authorization header. Guessing is slowed down, by address."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from ninja.errors import Throttled
from ninja.security import HttpBearer

from wellserved.accounts.actions import note_use
from wellserved.accounts.models import ApiToken
from wellserved.accounts.queries import token_for

WRONG_KEYS_A_MINUTE = 60


class Key(HttpBearer):
    """Leaves the ApiToken in `request.auth`; `actor_of_token(request.auth)` is the actor."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = token_for(token.strip())
        if found is None:
            _count_wrong_key(request)
        else:
            note_use(token=found)
        return found


def _count_wrong_key(request: HttpRequest) -> None:
    slot = f"wrong-keys:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(slot, 0, timeout=60)
    try:
        wrong = cache.incr(slot)
    except ValueError:  # it expired in between
        return
    if wrong > WRONG_KEYS_A_MINUTE:
        raise Throttled(wait=60)
