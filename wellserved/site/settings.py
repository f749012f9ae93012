"""Django's settings, derived from the installation's configuration. Mail, signing in and safety have files."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

from wellserved.kit.languages import ENGLISH
from wellserved.kit.languages import LANGUAGES as SPOKEN
from wellserved.site import logs, static
from wellserved.site.configuration import Configuration
from wellserved.site.mail_settings import *  # noqa: F403
from wellserved.site.safety_settings import *  # noqa: F403
from wellserved.site.secret_key import kept_key
from wellserved.site.sign_in_settings import *  # noqa: F403
from wellserved.site.single_sign_on_settings import *  # noqa: F403

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
    "wording",
    "files",
    "promises",
    "interactions",
    "passages",
    "prepsheets",
    "tallies",
    "surveys",
    "confidences",
    "doors",
    "kudos",
    "hardones",
    "improvements",
    "cases",
    "selfchecks",
    "listening",
    "explanations",
    "habits",
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
    "allauth.socialaccount",
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
    "wellserved.listening.keeping.ForgetCalls",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
# Pages for the person served are answered by a second, shorter chain: no session, no sign-in, no messages.
# wellserved/site/wsgi.py chooses by address.
PUBLIC_PREFIXES = (
    "/a/",
    "/c/",
    "/u/",
    "/d/",
    "/k/",
    "/t/",
    "/n/",
    "/b/",
    "/thank/",
    "/kind/",
    "/prep/",
    "/feed/",
    "/hooks/",
    "/case/",
    "/complain/",
    "/l/",
    "/explanation/",
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
INSIDE_HOSTS = tuple(host.lower() for host in CONFIGURATION.listed("WELLSERVED_INSIDE_HOSTS"))
ANSWERS_KEPT = CONFIGURATION["WELLSERVED_ANSWERS_KEPT"]
# Answers are committed together by one thread (wellserved.surveys.together). Tests that live inside a transaction of
# their own write theirs on their own connection, by the same code.
ANSWERS_WRITTEN_BY_THE_CALLER = TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_TEMP_DIR = None

LOG_FORMAT, LOG_LEVEL = CONFIGURATION["WELLSERVED_LOG_FORMAT"], CONFIGURATION["WELLSERVED_LOG_LEVEL"]
LOGGING = logs.configuration(LOG_FORMAT, LOG_LEVEL)
METRICS_TOKEN = CONFIGURATION["WELLSERVED_METRICS_TOKEN"]
