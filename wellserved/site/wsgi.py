"""The WSGI application: pages for the person served take a shorter chain than pages for members.

The gate (wellserved.site.gate) calls this application in its threads. What nearly every contact asks for, it serves at
the counter (wellserved.surveys.counter) instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellserved.site.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import Error as DatabaseError  # noqa: E402

from wellserved.calendars.at_hand import look_up_hours  # noqa: E402


def _handler(middleware: list[str]) -> WSGIHandler:
    usual, settings.MIDDLEWARE = settings.MIDDLEWARE, middleware
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = usual


_members = WSGIHandler()
_public = _handler(settings.PUBLIC_MIDDLEWARE)
_prefixes = tuple(settings.PUBLIC_PREFIXES)


def get_ready() -> None:
    """Look up what the first page would otherwise do without. A database that is away is not waited for."""
    with suppress(DatabaseError):
        look_up_hours()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Choose the chain by address."""
    chain = _public if environ.get("PATH_INFO", "").startswith(_prefixes) else _members
    return chain(environ, start_response)
