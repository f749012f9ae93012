"""The attacker's eyes: every page and export that is there, and every stored byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from tests.architecture.access import nothing
from tests.architecture.test_access import table
from tests.cast import Cast
from wellserved.confidences.models import Pool
from wellserved.kit.sealing import unseal_untimed
from wellserved.people.models import Contact

# What changes with each request, whoever has spoken: keys against forgery and against sending twice, and nonces.
CHANGES = re.compile(
    r'name="(csrfmiddlewaretoken|key)" value="[^"]*"|(nonce|data-csrf)="[^"]*"|"X-CSRFToken": ?"[^"]*"'
)
READERS = ("outsider", "member", "lead", "manager", "admin")
NEVER_ALIKE = {"metrics", "readyz", "healthz", "api:openapi-json"}  # of the server; test_unwatched.py looks at these
API = ("confidential", "responses", "asks", "asks/reasons", "pulse")


def every_address(contacts: Iterable[Contact]) -> list[str]:
    """Each page that needs no number, and those of whoever was asked."""
    plain = [page for page in table() if page.method == "get" and page.make is nothing and not page.public]
    found = sorted({reverse(page.name) for page in plain if page.name not in NEVER_ALIKE})
    for contact in contacts:
        found.append(reverse("contact", args=[contact.pk]))
        found += [reverse("interaction", args=[pk]) for pk in contact.interactions.values_list("pk", flat=True)]
    return found


def look(cast: Cast, who: str, addresses: Iterable[str]) -> dict[str, str]:
    """What this one sees there."""
    browser = cast.browser(who)
    return {address: seen(browser.get(address)) for address in addresses}


def look_by_api(token: str) -> dict[str, str]:
    browser = Browser(headers={"Authorization": f"Bearer {token}"})
    return {path: seen(browser.get(f"/api/v1/{path}")) for path in API}


def seen(got: Any) -> str:
    body = b"".join(got.streaming_content) if got.streaming else got.content
    return f"{got.status_code} {CHANGES.sub('', body.decode('utf-8', 'replace'))}"


def every_row() -> dict[str, dict[str, Any]]:
    """Every stored row by table, as whoever has the database reads it, with its place in the file."""
    found: dict[str, dict[str, Any]] = {}
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT {place}, * FROM {connection.ops.quote_name(name)}")
            found[name] = {str(row[0]): row[1:] for row in cursor.fetchall()}
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            found["sqlite_sequence"] = dict(cursor.fetchall())
    return found


def changed(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> set[str]:
    """The tables in which anything is different."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def opened_pools() -> list[bytes]:
    """What whoever has the key, too, reads of what is still sealed."""
    pools = Pool.objects.order_by("team_id", "quarter")
    return [unseal_untimed(bytes(pool.content), settings.SECRET_KEY) for pool in pools]


def everything_stored() -> bytes:
    """All rows as text, sealed and opened: for looking whether something stands in it."""
    return repr([every_row(), opened_pools()]).encode() + b"".join(
        bytes(value)
        for model in apps.get_models()
        for row in model._base_manager.values_list()
        for value in row
        if isinstance(value, (bytes, memoryview))
    )


def groups(views: Sequence[frozenset[int]]) -> Iterator[frozenset[int]]:
    """Every group that two or three views can be taken apart into: who is in these, and not in those."""
    for some in combinations(dict.fromkeys(views), 3):
        yield from _parts(some)
    for two in combinations(dict.fromkeys(views), 2):
        yield from _parts(two)
    yield from dict.fromkeys(views)


def _parts(views: Sequence[frozenset[int]]) -> Iterator[frozenset[int]]:
    every = frozenset().union(*views)
    for chosen in range(1, 2 ** len(views)):
        part = every
        for at, view in enumerate(views):
            part = part & view if chosen >> at & 1 else part - view
        yield part
