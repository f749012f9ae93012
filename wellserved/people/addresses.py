"""E-mail addresses as they are kept: checked, and in lower case."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wellserved.people.rules import shortened

# What nearly all addresses look like; Django's own look at one takes ten times as long.
PLAIN = re.compile(r"[a-z0-9_+-]+(\.[a-z0-9_+-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def clean_email(text: str) -> str:
    """The address in lower case; empty stays empty. A ValueError says that it is none."""
    address = text.strip().lower()
    if address and not is_email(address):
        raise ValueError(f"{shortened(text)} is not an e-mail address.")
    return address


def is_email(text: str) -> bool:
    """Whether it can be written to, as far as its shape tells."""
    if len(text) <= 254 and PLAIN.fullmatch(text):
        return True
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
