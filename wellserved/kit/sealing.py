"""Secrets that must be kept readable, sealed with the installation's key so that a stolen database tells none."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


def seal(text: str, key: str) -> str:
    """The text, readable only with the key."""
    return _lock(key).encrypt(text.encode()).decode()


def unseal(sealed: str, key: str) -> str:
    """What was sealed; a ValueError if the key is another or the text was changed."""
    try:
        return _lock(key).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise ValueError("This was sealed with another key.") from None


def seal_untimed(raw: bytes, key: str) -> bytes:
    """Bytes, readable only with the key; unlike `seal` it does not say when it was sealed."""
    return _lock(key).encrypt_at_time(raw, 0)


def unseal_untimed(sealed: bytes, key: str) -> bytes:
    """What was sealed so; a ValueError if the key is another or the bytes were changed."""
    try:
        return _lock(key).decrypt(sealed)
    except InvalidToken:
        raise ValueError("This was sealed with another key.") from None


def _lock(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"wellserved sealing:" + key.encode()).digest()))
