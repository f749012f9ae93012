"""Django's settings of mail: how letters leave, and in whose name."""

from __future__ import annotations

import json
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
