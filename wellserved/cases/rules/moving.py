"""The states of a case, and which move leads from which to which."""

from __future__ import annotations

from datetime import datetime, timedelta

RECEIVED, ACKNOWLEDGED, INVESTIGATING, ANSWERED, CLOSED = STATES = (
    "received",
    "acknowledged",
    "investigating",
    "answered",
    "closed",
)
OPEN = frozenset({RECEIVED, ACKNOWLEDGED, INVESTIGATING})
REOPENED_WITHIN = timedelta(days=60)
AT_ONCE = frozenset({"question", "praise"})  # kinds that may be answered without an acknowledgement of their own


class NotNowError(Exception):
    """This move does not lead anywhere from where the case stands."""


def acknowledged(state: str) -> str:
    return _moved(state, {RECEIVED}, ACKNOWLEDGED)


def investigated(state: str) -> str:
    return _moved(state, {ACKNOWLEDGED}, INVESTIGATING)


def answered(state: str, kind: str) -> str:
    """A complaint is acknowledged before it is answered; a question may be answered at once. Answers add up."""
    from_here = {ACKNOWLEDGED, INVESTIGATING, ANSWERED} | ({RECEIVED} if kind in AT_ONCE else set())
    return _moved(state, from_here, ANSWERED)


def closed(state: str, cause: str, why: str) -> str:
    """After its answer, with a cause; what nobody has to answer (praise, spam, a mistake) only with a word why."""
    if not cause:
        raise NotNowError
    if state in OPEN and not (cause == "nobody" and why.strip()):
        raise NotNowError
    return _moved(state, {*OPEN, ANSWERED}, CLOSED)


def reopened(state: str, closed_at: datetime | None, now: datetime) -> str:
    """The contact says that it was not resolved: at any time after the answer, up to 60 days after the closing."""
    if state == CLOSED and (closed_at is None or now - closed_at > REOPENED_WITHIN):
        raise NotNowError
    return _moved(state, {ANSWERED, CLOSED}, INVESTIGATING)


def may_reopen(state: str, closed_at: datetime | None, now: datetime) -> bool:
    try:
        return bool(reopened(state, closed_at, now))
    except NotNowError:
        return False


def _moved(state: str, from_here: set[str] | frozenset[str], there: str) -> str:
    if state not in from_here:
        raise NotNowError
    return there
