"""Long lists, fifty at a time, without counting what nobody asked to have counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import HttpRequest

SIZE = 50


class Sliced(Protocol):
    def __getitem__(self, wanted: slice, /) -> Any: ...


@dataclass(frozen=True)
class Page:
    """One page of a list. `before` and `after` are addresses, empty where there is no more."""

    items: Sequence[Any]
    number: int
    before: str
    after: str


def page_of(things: Sliced, request: HttpRequest, size: int = SIZE) -> Page:
    """The page that the address asks for by ?page=; one more row is read, to know whether there is a next."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    number = min(max(number, 1), 100_000)
    rows = list(things[(number - 1) * size : number * size + 1])
    return Page(
        rows[:size],
        number,
        _address(request, number - 1) if number > 1 else "",
        _address(request, number + 1) if len(rows) > size else "",
    )


def _address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
