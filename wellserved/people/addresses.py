"""E-mail addresses as they are kept: checked, and in lower case."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wellserved.people.rules import shortened


def clean_email(text: str) -> str:
    """The address in lower case; empty stays empty. A ValueError says that it is none."""
    address = text.strip().lower()
    if address and not is_email(address):
        raise ValueError(f"{shortened(text)} is not an e-mail address.")
    return address


def is_email(text: str) -> bool:
    """Whether it can be written to, as far as its shape tells."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
