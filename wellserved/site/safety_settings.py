"""Django's settings of safety in the browser: cookies, headers, and what a page may load."""

from __future__ import annotations

from urllib.parse import urlsplit

from wellserved.site.configuration import Configuration

_BASE_URL = Configuration()["WELLSERVED_BASE_URL"].rstrip("/")
_HTTPS = urlsplit(_BASE_URL).scheme == "https"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
CSRF_TRUSTED_ORIGINS = [_BASE_URL] if _HTTPS else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "wellserved.site.views.problems.not_allowed"
SECURE_HSTS_SECONDS = 31536000 if _HTTPS else 0

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
