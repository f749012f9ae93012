"""How an explanation moves: nothing is sent that a second person has not approved as it stands."""

from __future__ import annotations

from collections.abc import Collection

DRAFT, REVIEW, RETURNED, APPROVED, SENT = "draft", "review", "returned", "approved", "sent"
WRITABLE = frozenset({DRAFT, REVIEW, RETURNED, APPROVED, SENT})
_AFTER_CHANGE = {REVIEW: DRAFT, APPROVED: DRAFT, SENT: DRAFT, DRAFT: DRAFT, RETURNED: RETURNED}


class NotNowError(ValueError):
    """It cannot be done in this state; says why in plain words."""


def after_change(state: str) -> str:
    """Whatever changes the page takes it back to its writer: what was approved is not what stands there any more."""
    return _AFTER_CHANGE[state]


def check_submission(state: str, problems: Collection[str]) -> None:
    """A page that cannot be printed asks for nobody's time."""
    if state not in (DRAFT, RETURNED):
        raise NotNowError("It has been handed over already. Nothing was changed.")
    if problems:
        raise NotNowError(" ".join(problems))


def may_review(*, state: str, member: int | None, writers: Collection[int | None]) -> bool:
    """Somebody who wrote none of it."""
    return state == REVIEW and member is not None and member not in writers


def check_review(*, state: str, member: int | None, writers: Collection[int | None], seen: int, changed: int) -> None:
    """`seen`: the state of the page that the reviewer looked at, by its count of changes."""
    if state != REVIEW:
        raise NotNowError("It waits for nobody's approval now. Nothing was changed.")
    if member is None or member in writers:
        raise NotNowError("A second person approves a page: somebody who wrote none of it.")
    if seen != changed:
        raise NotNowError("It has changed since you opened it. Read it again; nothing was decided.")


def check_sending(*, state: str, approved: int | None, changed: int, problems: Collection[str]) -> None:
    """`approved`: the count of changes that the approval was about."""
    if state not in (APPROVED, SENT) or approved != changed:
        raise NotNowError("Nobody has approved it as it stands. Nothing was sent.")
    if problems:
        raise NotNowError(" ".join(problems))
