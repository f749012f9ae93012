"""What the doctor looks at: each check says in a sentence how things are, and what to do if they are not well."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from wellserved.accounts.passkeys import passkeys_work
from wellserved.accounts.single_sign_on import Conversation
from wellserved.jobs.queries import queue, recurring_jobs, worker_seen_at
from wellserved.kit.clock import now
from wellserved.mail.models import Mailbox
from wellserved.mail.queries import kept_letters, mail_is_held, mail_is_set_up
from wellserved.mail.threads import incoming_address
from wellserved.site.preparing import pending_migrations
from wellserved.surveys.models import AskPolicy

LITTLE_SPACE = 1_000_000_000
NEEDED = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Finding:
    """`state` is "well", "note" (somebody should know) or "ill" (it does not work)."""

    state: str
    told: str


def examine() -> Iterator[Finding]:
    """Look at everything; when the database is away, at what does not need it."""
    yield from _machine()
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        yield Finding("ill", f"The database cannot be reached: {str(error).strip()}. DATABASE_URL says where it is.")
        return
    yield Finding("well", f"The database answers ({connection.display_name}).")
    if pending_migrations():
        yield Finding(
            "ill", "The database is not up to date. `wellserved prepare` brings it there; `serve` does so too."
        )
        return
    for check in CHECKS:
        yield from check()


def _machine() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("well" if sys.version_info >= (3, 11) else "ill", f"Python is {version}; 3.11 or newer is needed.")
    home = settings.HOME
    if not os.access(home, os.W_OK):
        yield Finding("ill", f"{home} cannot be written to. Everything that is kept lies there (WELLSERVED_HOME).")
    else:
        free = shutil.disk_usage(home).free
        state = "well" if free > LITTLE_SPACE else "note"
        yield Finding(state, f"{home} can be written to, and {free / 1e9:.1f} GB are free there.")
    try:
        ZoneInfo(settings.TIME_ZONE)
        yield Finding("well", f"Days begin and end by {settings.TIME_ZONE}.")
    except (KeyError, ValueError, OSError):
        yield Finding("ill", f"There is no time zone called {settings.TIME_ZONE}. Set WELLSERVED_TIME_ZONE.")
    yield from _address()
    missing = [name for name in ("frame/tokens.css", "frame/bullseye.svg") if not finders.find(name)]
    yield Finding(
        "ill" if missing else "well", "Static files are missing." if missing else "Styles and fonts are there."
    )


def _address() -> Iterator[Finding]:
    address = urlsplit(settings.BASE_URL)
    local = address.hostname in ("127.0.0.1", "localhost", "::1")
    if address.scheme not in ("http", "https") or not address.hostname:
        yield Finding("ill", f"WELLSERVED_BASE_URL is {settings.BASE_URL!r}, which is no web address.")
    elif local:
        yield Finding("note", f"Links in letters start with {settings.BASE_URL}, which only this machine can open.")
    elif address.scheme == "http":
        yield Finding(
            "note",
            f"Links in letters start with {settings.BASE_URL}, without HTTPS: others can read along, "
            "and the page of a listening call does not work without the line, for browsers keep nothing then.",
        )
    else:
        yield Finding("well", f"Links in letters start with {settings.BASE_URL}.")


def _clock() -> Iterator[Finding]:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there: datetime = cursor.fetchone()[0]
    off = abs((there - now()).total_seconds())
    yield Finding("ill" if off > 5 else "well", f"The database's clock and ours are {off:.1f} seconds apart.")


def _worker() -> Iterator[Finding]:
    seen = worker_seen_at()
    if seen is None:
        yield Finding(
            "ill", "No worker is running. `wellserved serve` starts one; nothing is sent or counted without it."
        )
        return
    ago = (now() - seen).total_seconds()
    yield Finding("ill" if ago > 30 else "well", f"A worker gave a sign of life {ago:.0f} seconds ago.")
    for job in recurring_jobs():
        if job.failures:
            yield Finding("ill", f"The job “{job.name}” has failed {job.failures} times in a row: {job.last_error}.")
    tasks = queue()
    if tasks.failed:
        yield Finding("note", f"{tasks.failed} tasks were given up after several tries.")
    if tasks.oldest_waits > 300:
        yield Finding("note", f"A task has waited for {tasks.oldest_waits / 60:.0f} minutes.")


def _mail() -> Iterator[Finding]:
    if settings.DEMO:
        yield Finding("note", "This is a demo: its letters never leave.")
    elif not mail_is_set_up():
        yield Finding("note", "No mail server is set. Letters wait in the outbox until WELLSERVED_MAIL_URL is.")
    elif mail_is_held():
        yield Finding("note", "Letters to customers are held until an admin releases them, under Settings.")
    else:
        yield Finding("well", "Letters to customers leave.")


def _mail_in() -> Iterator[Finding]:
    box = Mailbox.objects.filter(pk=1).first()
    if box and box.failing_since:
        yield Finding(
            "ill", f"Letters cannot be fetched since {box.failing_since:%Y-%m-%d %H:%M} UTC. {box.last_error}"
        )
    elif settings.MAIL_IN or (box and box.host):
        yield Finding("well", "Letters come in by the mailbox.")
    elif settings.MAIL_IN_SECRET:
        yield Finding("well", "Letters come in by a provider's webhook.")
    else:
        yield Finding("note", "No mailbox is set: answers go to whoever wrote, and none comes in here.")
    if (settings.MAIL_IN or (box and box.host) or settings.MAIL_IN_SECRET) and not incoming_address()[0]:
        yield Finding("note", "Letters come in, but no address to answer to is set (WELLSERVED_MAIL_IN_ADDRESS).")
    if waiting := kept_letters().count():
        yield Finding("note", f"{waiting} letter{'' if waiting == 1 else 's'} that came in wait for a lead.")


def _asking() -> Iterator[Finding]:
    policy = AskPolicy.objects.filter(pk=1).first()
    if policy is None or policy.go_live_at is None:
        yield Finding("note", "Nobody is asked yet: an admin sets the moment of going live, under Settings.")
    elif policy.go_live_at > now():
        yield Finding("note", f"Asking starts on {policy.go_live_at:%Y-%m-%d %H:%M} UTC.")
    else:
        yield Finding("well", f"Asking has been on since {policy.go_live_at:%Y-%m-%d}.")


def _sign_in() -> Iterator[Finding]:
    if not passkeys_work():
        told = "Passkeys cannot be made here: browsers want a name and HTTPS in WELLSERVED_BASE_URL."
        yield Finding("note", f"{told} People sign in by password.")
    chosen = settings.SINGLE_SIGN_ON
    if chosen is None:
        return
    try:
        addresses = Conversation(HttpRequest(), chosen.issuer).openid_config
    except (RequestException, OAuth2Error, ValueError) as error:
        yield Finding("ill", f"{chosen.issuer} (WELLSERVED_OIDC_ISSUER) does not answer as a provider: {error}.")
        return
    back = settings.BASE_URL + reverse("single_sign_on_back")
    missing = [name for name in NEEDED if not addresses.get(name)]
    if missing:
        yield Finding("ill", f"{chosen.issuer} does not name its {' and '.join(missing)}: nobody can sign in by it.")
    else:
        yield Finding("well", f"People can sign in at {chosen.issuer}; it has to know {back} as a redirect address.")
    if not chosen.secret:
        yield Finding("note", "WELLSERVED_OIDC_CLIENT_SECRET_FILE is not set; most providers want a secret.")
    if chosen.newcomers and not chosen.domains:
        told = f"Everybody whom {chosen.issuer} knows is let in as {chosen.newcomers}"
        yield Finding("note", f"{told}: WELLSERVED_OIDC_DOMAINS would say from which addresses.")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (_clock, _worker, _mail, _mail_in, _asking, _sign_in)
