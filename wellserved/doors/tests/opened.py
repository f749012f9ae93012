"""Doors for tests, and people who stand at them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.doors.actions.keeping import open_door
from wellserved.doors.forms.saying import page_fields
from wellserved.doors.models import Door
from wellserved.doors.queries.doors import path_of
from wellserved.kit.clock import now


def a_door(cast: Cast, kind: str = "feedback", **given: Any) -> Door:
    values: dict[str, Any] = {"name": "Poster at the desk", "team": cast.desk, "by": cast.admin_by}
    values |= {"pin": "2468"} if kind == "kiosk" else {"source": "zendesk"} if kind == "snippet" else {}
    return open_door(kind=kind, **(values | given))


def the_page(door: Door, seconds: float = 20, key: str = "") -> dict[str, str]:
    """The hidden fields of a page that was opened so many seconds ago."""
    return page_fields(door, now() - timedelta(seconds=seconds), key)


def say(door: Door, address: str = "192.0.2.7", query: str = "", **fields: Any) -> Any:
    """Somebody opens the page, takes a while, and sends it."""
    form = {**the_page(door), **{name: value for name, value in fields.items() if value is not None}}
    body = "&".join(f"{name}={_quoted(value)}" for name, value in form.items())
    return Browser().post(
        path_of(door) + query, body, content_type="application/x-www-form-urlencoded", REMOTE_ADDR=address
    )


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no {name} on the page"
    return found[1]


def _quoted(value: Any) -> str:
    from urllib.parse import quote_plus

    return quote_plus(str(value))
