"""The law of signing in elsewhere, pure: whose word about an address counts, and whom we take as new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def checked_address(claims: Mapping[str, Any], vouches: bool) -> str:
    """The address in a provider's claims if the provider checked that it is theirs, in lower case; otherwise "".

    Some write "true" in quotes, some say nothing: silence counts only if the operator vouches. A plain no stays no.
    Letters beyond ASCII are refused, for some of them turn into other letters when they are made small.
    """
    address, checked = claims.get("email"), claims.get("email_verified")
    if not isinstance(address, str) or not address.isascii() or not address.strip():
        return ""
    sure = checked is True or checked == "true" or (checked is None and vouches)
    return address.strip().lower() if sure else ""


def is_welcome(address: str, domains: tuple[str, ...]) -> bool:
    """Whether somebody new with this address may come in: from one of the domains, if any are named."""
    return bool(address) and (not domains or address.rpartition("@")[2] in domains)
