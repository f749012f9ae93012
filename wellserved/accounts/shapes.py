"""What signing in elsewhere needs to know of the provider that the operator named."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Provider:
    """An OpenID provider: who signs our people in, and what its word is worth here."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    name: str
    newcomers: str  # the role of somebody who has no login yet; "" lets none in
    domains: tuple[str, ...]  # of newcomers' addresses; empty: any
    vouches: bool  # its addresses count as checked where it does not say
