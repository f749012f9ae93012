"""What went wrong with an API call, in words for the caller. The door turns it into an RFC 9457 problem."""

from __future__ import annotations

from typing import Any

from ninja.errors import HttpError


class Problem(HttpError):  # noqa: N818
    """Raise it from any route: `raise Problem(409, "This contact was asked 12 days ago.", reason="asked_recently")`.

    `detail` is a plain sentence; the extras stand beside it in the problem document.
    """

    def __init__(self, status: int, detail: str, **extras: Any) -> None:
        super().__init__(status, detail)
        self.extras = extras
