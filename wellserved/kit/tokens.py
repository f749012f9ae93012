"""Unguessable tokens, of which only the hash is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """A token of 192 random bits, in 32 characters that are safe in an address."""
    return secrets.token_urlsafe(24)


def hash_token(token: str) -> bytes:
    """What is stored in place of a token: its SHA-256, 32 bytes."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def derive_token(purpose: str, seed: str, key: str) -> str:
    """A token that can be made again from a stored seed, but only with the installation's key.

    So a letter can wait in the outbox, and a stolen database opens no answer page. 192 bits, 32 characters.
    """
    digest = hmac.new(key.encode(), f"{purpose}:{seed}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()
