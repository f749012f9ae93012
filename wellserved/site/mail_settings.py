"""Django's settings of mail: how letters leave, and in whose name."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote, urlsplit

from wellserved.site.configuration import Configuration

_CONFIGURATION = Configuration()
_BASE = urlsplit(_CONFIGURATION["WELLSERVED_BASE_URL"])
DEFAULT_FROM_EMAIL = _CONFIGURATION["WELLSERVED_MAIL_FROM"] or f"wellserved@{_BASE.hostname or 'localhost'}"
_MAIL = urlsplit(_CONFIGURATION["WELLSERVED_MAIL_URL"])
EMAIL_CONFIGURED = bool(_CONFIGURATION["WELLSERVED_MAIL_BACKEND"] or _MAIL.hostname)
EMAIL_BACKEND = _CONFIGURATION["WELLSERVED_MAIL_BACKEND"] or "django.core.mail.backends.smtp.EmailBackend"
ANYMAIL = json.loads(_CONFIGURATION["WELLSERVED_MAIL_OPTIONS"] or "{}")
EMAIL_HOST = _MAIL.hostname or "localhost"
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587 if _MAIL.scheme == "smtp" else 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp"
EMAIL_TIMEOUT = 30

_IN = urlsplit(_CONFIGURATION["WELLSERVED_MAIL_IN_URL"])
_SECURITY = {"imaps": "tls", "imap": "starttls", "imap+plain": "plain"}
if _IN.scheme and (_IN.scheme not in _SECURITY or not _IN.hostname):
    raise SystemExit("WELLSERVED_MAIL_IN_URL is not like imaps://user:password@host:993/INBOX. Nothing was started.")
MAIL_IN: dict[str, Any] = (
    {  # empty: whatever an admin set on the page
        "host": _IN.hostname,
        "port": _IN.port or (993 if _IN.scheme == "imaps" else 143),
        "security": _SECURITY[_IN.scheme],
        "username": unquote(_IN.username or ""),
        "password": unquote(_IN.password or ""),
        "folder": unquote(_IN.path.strip("/")) or "INBOX",
    }
    if _IN.hostname
    else {}
)
MAIL_IN_ADDRESS = _CONFIGURATION["WELLSERVED_MAIL_IN_ADDRESS"]
MAIL_IN_PLUS = _CONFIGURATION.yes("WELLSERVED_MAIL_IN_PLUS")
MAIL_IN_SECRET = _CONFIGURATION["WELLSERVED_MAIL_IN_SECRET"]
if MAIL_IN_SECRET:
    ANYMAIL = {"WEBHOOK_SECRET": MAIL_IN_SECRET, **ANYMAIL}
MAIL_IN_CA = _CONFIGURATION["WELLSERVED_MAIL_IN_CA"]
