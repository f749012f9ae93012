"""Reading accounts and keys to the API."""

from __future__ import annotations

import hmac

from django.db.models import QuerySet

from wellserved.accounts.models import ApiToken
from wellserved.kit.tokens import hash_token


def token_for(secret: str) -> ApiToken | None:
    """The key that this secret opens, unless it was revoked. Looked up and compared by hash, in constant time."""
    wanted = hash_token(secret)
    token = ApiToken.objects.filter(token_hash=wanted, revoked_at=None).first()
    return token if token and hmac.compare_digest(bytes(token.token_hash), wanted) else None


def tokens_visible_to(role: str) -> QuerySet[ApiToken]:
    """Admins see the keys; others see none. Those in use first, the newest on top."""
    if role != "admin":
        return ApiToken.objects.none()
    return ApiToken.objects.order_by("revoked_at", "-created_at", "-pk")
