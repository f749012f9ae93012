"""The colours and letters of a chart that leaves the page: those of the light, by value."""

from __future__ import annotations

import re

COLOURS = {
    "ink": "#211c17",
    "soft": "#6d645a",
    "wash": "#f2ece2",
    "wash-2": "#e6dfd4",
    "line": "#e6dfd4",
    "sheet": "#fff",
    "target": "#c8402a",
    "kind": "#2c6e55",
    "bar-2": "#8f8578",
    "bar-3": "#b9ad9d",
    "sans": "Figtree",
}
_NAMED = re.compile(r"var\(--([\w-]+)\)")


def on_paper(spec: str) -> str:
    """A specification with each named colour as its value; a name that is not known is a KeyError."""
    return _NAMED.sub(lambda found: COLOURS[found[1]], spec)
