"""Where passkeys work: browsers tie them to the name of a site, and want HTTPS."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings


def passkey_host() -> str:
    """The name that passkeys belong to. Whoever changes it loses them: they open nothing under another name."""
    return urlsplit(settings.BASE_URL).hostname or ""


def passkeys_work() -> bool:
    """Whether a browser would make one here: under a name and HTTPS, or on this very machine as localhost."""
    host = passkey_host()
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(host) and (urlsplit(settings.BASE_URL).scheme == "https" or host == "localhost")
    return False
