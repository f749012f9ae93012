"""Delivery reports (RFC 3464) and feedback reports (RFC 5965), read: what became of which letter. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_MOST = 50


@dataclass(frozen=True)
class Failure:
    """One recipient of one letter that did not get it."""

    recipient: str
    status: str
    hard: bool


def failures_in(message: Message) -> list[Failure]:
    """Those that a report names as failed or delayed; what was delivered is no failure."""
    found: list[Failure] = []
    for part in message.walk():
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            blocks = part.get_payload()
            given = [one for one in blocks if isinstance(one, Message)] if isinstance(blocks, list) else []
            found += [failure for block in given[: _MOST + 1] if (failure := _failure(block))]
    if not found:
        found = [
            Failure(address.strip()[:254], "", False)
            for address in str(message.get("X-Failed-Recipients", "")).split(",")[:_MOST]
            if "@" in address
        ]
    return found[:_MOST]


def calls_it_spam(message: Message) -> bool:
    """Whether a feedback report says that somebody did not want a letter of ours. "Not spam" and failed checks do not.

    A report of no type, or of one that nobody has thought of yet, is taken as what such reports were made for.
    """
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            inside = part.get_payload()
            report = inside[0] if isinstance(inside, list) and inside else part
            fields = report if isinstance(report, Message) else part
            kind = str(fields.get("Feedback-Type", "")) or _field_in(fields, "feedback-type")
            return kind.strip().lower() not in ("not-spam", "auth-failure", "virus")
    return False


def _field_in(message: Message, name: str) -> str:
    """A field of a report whose lines were taken for a text."""
    raw = message.get_payload(decode=True)
    text = raw[:20_000].decode("utf-8", "replace") if isinstance(raw, bytes) else str(message.get_payload())[:20_000]
    found = re.search(rf"^{name}:[ \t]*(\S{{1,40}})", text, re.IGNORECASE | re.MULTILINE)
    return found[1] if found else ""


def letter_reported_on(message: Message) -> list[str]:
    """The Message-IDs that stand in the returned letter or its headers."""
    found: list[str] = []
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global") and isinstance(part.get_payload(), list):
            inner = part.get_payload()[0]  # type: ignore[index]
            found.append(str(inner.get("Message-ID", "")) if isinstance(inner, Message) else "")
        elif kind in ("text/rfc822-headers", "message/global-headers"):
            raw = part.get_payload(decode=True)
            text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""
            found += re.findall(r"^message-id:\s*(<[^<>\s]{1,250}>)", text[:100_000], re.IGNORECASE | re.MULTILINE)
    return [known.strip() for known in found if known.strip()][:5]


def _failure(block: Message) -> Failure | None:
    recipient = str(block.get("Final-Recipient") or block.get("Original-Recipient") or "")
    if not recipient:
        return None
    action = str(block.get("Action", "")).strip().lower()
    found = _STATUS.search(str(block.get("Status", "")))
    status = found[0] if found else ""
    if action not in ("failed", "delayed") and not status.startswith(("4", "5")):
        return None
    return Failure(recipient.rpartition(";")[2].strip().strip("<>")[:254], status, is_hard(action, status))


def is_hard(action: str, status: str) -> bool:
    """Whether the address itself is at fault for good: no such person, place or domain, or closed for ever.

    A full mailbox, a letter that was too large or taken for spam says nothing of the address.

    >>> is_hard("failed", "5.1.1"), is_hard("failed", "5.2.2"), is_hard("delayed", "4.4.1"), is_hard("failed", "")
    (True, False, False, False)
    """
    found = _STATUS.fullmatch(status)
    if action not in ("failed", "") or found is None or found[1] != "5":
        return False
    return (found[2] == "1" and found[3] in ("0", "1", "2", "3", "6", "10")) or (found[2], found[3]) == ("2", "1")
