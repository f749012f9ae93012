"""Django's settings, derived from the installation's configuration."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url

from wellserved.kit.languages import ENGLISH
from wellserved.kit.languages import LANGUAGES as SPOKEN
from wellserved.site import logs, static
from wellserved.site.configuration import Configuration
from wellserved.site.secret_key import kept_key

PACKAGE = Path(__file__).resolve().parent.parent
CONFIGURATION = Configuration()
HOME = CONFIGURATION.home
TESTING = "pytest" in sys.modules

DEBUG = CONFIGURATION.yes("WELLSERVED_DEBUG")
DEMO = CONFIGURATION.yes("WELLSERVED_DEMO")
ORGANISATION = CONFIGURATION["WELLSERVED_ORGANISATION"]
BASE_URL = CONFIGURATION["WELLSERVED_BASE_URL"].rstrip("/")
_BASE = urlsplit(BASE_URL)


SECRET_KEY = CONFIGURATION["WELLSERVED_SECRET_KEY"] or ("a key for tests only" if TESTING else kept_key(HOME))
ALLOWED_HOSTS = CONFIGURATION.listed("WELLSERVED_ALLOWED_HOSTS") or [
    _BASE.hostname or "localhost",
    "localhost",
    "127.0.0.1",
    "[::1]",
]
TRUSTED_PROXIES = frozenset(CONFIGURATION.listed("WELLSERVED_TRUSTED_PROXIES"))

ROOMS = [
    "frame",
    "jobs",
    "journal",
    "mail",
    "accounts",
    "people",
    "calendars",
    "files",
    "promises",
    "interactions",
    "passages",
    "prepsheets",
    "tallies",
    "surveys",
    "doors",
    "kudos",
    "selfchecks",
    "insight",
    "custody",
    "api",
    "demo",
    "site",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "template_partials",
    "ninja",
    "django_tasks",
    "django_tasks_db",
    *(f"wellserved.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "wellserved.site.watching.Watch",
    "wellserved.site.middleware.TrustedProxies",
    "wellserved.site.middleware.NoNulls",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wellserved.site.middleware.PlainWords",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wellserved.site.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
# Pages for the person served are answered by a second, shorter chain: no session, no sign-in, no messages.
# wellserved/site/wsgi.py chooses by address.
PUBLIC_PREFIXES = (
    "/a/",
    "/u/",
    "/d/",
    "/k/",
    "/t/",
    "/n/",
    "/b/",
    "/thank/",
    "/prep/",
    "/api/",
    "/healthz",
    "/readyz",
    "/metrics",
)
PUBLIC_MIDDLEWARE = [
    "wellserved.site.watching.Watch",
    "wellserved.site.middleware.TrustedProxies",
    "wellserved.site.middleware.NoNulls",
]

ROOT_URLCONF = "wellserved.site.urls"
WSGI_APPLICATION = "wellserved.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "wellserved.site.context.frame",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        CONFIGURATION["DATABASE_URL"] or f"sqlite:///{HOME / 'wellserved.sqlite3'}",
        conn_max_age=600,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = None
    # Tests run on a file as well: in memory, SQLite's threads share a cache and lock each other out.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "wellserved.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "wellserved.accounts.links.PasswordLinks"  # noqa: S105
ACCOUNT_FORMS = {
    "login": "wellserved.accounts.forms.SignInForm",
    "reset_password": "wellserved.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "wellserved.accounts.forms.NewPasswordForm",
    "change_password": "wellserved.accounts.forms.ChangePasswordForm",
    "reauthenticate": "wellserved.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "wellserved.accounts.adapter.MFAAdapter"
MFA_TOTP_ISSUER = "Wellserved"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an admin gave the address, nobody signs up with one
MFA_FORMS = {
    "authenticate": "wellserved.accounts.forms.CodeForm",
    "reauthenticate": "wellserved.accounts.forms.CodeAgainForm",
    "activate_totp": "wellserved.accounts.forms.TwoFactorForm",
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _BASE.scheme == "https"
CSRF_TRUSTED_ORIGINS = [BASE_URL] if _BASE.scheme == "https" else []
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "wellserved.site.views.problems.not_allowed"
SECURE_HSTS_SECONDS = 31536000 if _BASE.scheme == "https" else 0

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

# Members' pages are English. What the person served reads is in one of these: wellserved/frame/speaking.py chooses.
LANGUAGE_CODE = ENGLISH
LANGUAGES = list(SPOKEN.items())
OTHERWISE_SPOKEN = CONFIGURATION["WELLSERVED_LANGUAGE"]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = CONFIGURATION["WELLSERVED_TIME_ZONE"]

STATIC_URL = "/static/"
# `wellserved serve` gathers them under hashed names (wellserved.site.preparing); until then they are served from
# the packages as they are.
STATIC_ROOT = HOME / "static" / static.fingerprint(PACKAGE)
STATICFILES_DIRS: list[Path] = []
GATHERED = not (DEBUG or TESTING) and (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = static.hashed_storages() if GATHERED else static.plain_storages()
WHITENOISE_USE_FINDERS = not GATHERED
WHITENOISE_AUTOREFRESH = DEBUG or TESTING
FILES_ROOT = HOME / "files"
ANSWERS_KEPT = CONFIGURATION["WELLSERVED_ANSWERS_KEPT"]
# Answers are committed together by one thread (wellserved.surveys.writer). Tests that live inside a transaction of
# their own write theirs on their own connection, by the same code.
ANSWERS_WRITTEN_BY_THE_CALLER = TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_TEMP_DIR = None

DEFAULT_FROM_EMAIL = CONFIGURATION["WELLSERVED_MAIL_FROM"] or f"wellserved@{_BASE.hostname or 'localhost'}"
_MAIL = urlsplit(CONFIGURATION["WELLSERVED_MAIL_URL"])
EMAIL_CONFIGURED = bool(CONFIGURATION["WELLSERVED_MAIL_BACKEND"] or _MAIL.hostname)
EMAIL_BACKEND = CONFIGURATION["WELLSERVED_MAIL_BACKEND"] or "django.core.mail.backends.smtp.EmailBackend"
ANYMAIL = json.loads(CONFIGURATION["WELLSERVED_MAIL_OPTIONS"] or "{}")
EMAIL_HOST = _MAIL.hostname or "localhost"
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587 if _MAIL.scheme == "smtp" else 25)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp"
EMAIL_TIMEOUT = 30

LOG_FORMAT, LOG_LEVEL = CONFIGURATION["WELLSERVED_LOG_FORMAT"], CONFIGURATION["WELLSERVED_LOG_LEVEL"]
LOGGING = logs.configuration(LOG_FORMAT, LOG_LEVEL)
METRICS_TOKEN = CONFIGURATION["WELLSERVED_METRICS_TOKEN"]
