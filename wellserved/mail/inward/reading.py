"""Bytes of a letter in, what stands in it out. Pure: nothing is looked up, nothing is believed.

The headers are read with Python's older policy on purpose: the newer one reads addresses and dates by a grammar that
some hostile headers keep busy for minutes. Whatever goes wrong is an UnreadableError; time and memory are bounded by
whoever calls this (apart.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

from wellserved.mail.inward.natures import nature_of, only_passed_through_a_list
from wellserved.mail.inward.quoting import new_text_of
from wellserved.mail.inward.reports import Failure, calls_it_spam, failures_in, letter_reported_on
from wellserved.mail.inward.texts import MOST_TEXT, clean_html, decoded, header_text, text_of_html
from wellserved.mail.shapes import Attachment, Nature

MOST_PARTS = 500
MOST_ADDRESSES = 100
MOST_ATTACHMENTS = 50
_ADDRESS = re.compile(r"[^\s<>@\"(),:;\\]{1,64}@[^\s<>@\"(),:;\\]{1,189}")
_ID = re.compile(r"<[^<>\s]{1,250}>")
DELIVERED = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To")


class UnreadableError(Exception):
    """This letter could not be read; says why in a few words."""


@dataclass(frozen=True)
class Read:
    """What stands in a letter."""

    from_email: str
    from_name: str
    to: list[str]
    cc: list[str]
    subject: str
    message_id: str
    references: list[str]
    new_text: str
    whole_text: str
    html: str
    attachments: list[Attachment]
    nature: Nature
    through_a_list: bool
    ours: str  # our own mark, if it is a letter that we sent
    language: str
    failures: list[Failure] = field(default_factory=list)
    reported_on: list[str] = field(default_factory=list)
    unwanted: bool = False  # somebody called a letter of ours spam


def read(raw: bytes, cut: Callable[[str], str] = new_text_of) -> Read:
    """Read a letter; `cut` finds the new text. Raises UnreadableError, and nothing else that a letter brings about."""
    try:
        return _read(raw, cut)
    except UnreadableError:
        raise
    except RecursionError:
        raise UnreadableError("Its parts lie too deep within each other.") from None
    except MemoryError:
        raise UnreadableError("It takes more memory than one letter may.") from None
    except Exception as error:  # whatever a hostile letter makes a parser say
        raise UnreadableError(f"Reading it failed ({type(error).__name__}).") from error


def attachment_in(raw: bytes, part: int) -> bytes | None:
    """The bytes of one attachment, by its number."""
    for number, found in _parts(BytesParser(policy=policy.compat32).parsebytes(raw)):
        if number == part:
            return _bytes_of(found)
    return None


def _read(raw: bytes, cut: Callable[[str], str]) -> Read:
    message = BytesParser(policy=policy.compat32).parsebytes(raw)
    headers = {name.lower(): header_text(value, 2_000) for name, value in reversed(message.items())}
    if not headers.keys() & {"from", "to", "subject", "date", "message-id", "received"}:
        raise UnreadableError("It has none of the headers that a letter has.")
    from_name, from_email = _sender(message)
    texts, htmls, attachments = _contents(message)
    html = "\n".join(htmls)
    whole = "\n\n".join(text for text in texts if text.strip()) or (text_of_html(html) if html else "")
    is_report = message.get_content_type() == "multipart/report"
    report_type = str(message.get_param("report-type", "")).lower() if is_report else ""
    nature = nature_of(headers, from_email, report_type)
    reports = nature is Nature.DELIVERY_REPORT
    return Read(
        from_email=from_email,
        from_name=from_name,
        to=_addresses(message, "To", *DELIVERED),
        cc=_addresses(message, "Cc"),
        subject=headers.get("subject", "")[:300],
        message_id=(_ids(headers.get("message-id", "")) or [""])[0],
        references=_ids(str(message.get("References", ""))[:20_000] + " " + headers.get("in-reply-to", ""))[-50:],
        new_text=cut(whole)[:MOST_TEXT],
        whole_text=whole[:MOST_TEXT],
        html=clean_html(html) if html else "",
        attachments=attachments,
        nature=nature,
        through_a_list=only_passed_through_a_list(headers),
        ours=headers.get("x-wellserved", "")[:80],
        language=headers.get("content-language", "").split(",")[0].strip()[:12],
        failures=failures_in(message) if reports else [],
        reported_on=letter_reported_on(message) if reports else [],
        unwanted=reports and calls_it_spam(message),
    )


def _sender(message: Message) -> tuple[str, str]:
    for name in ("From", "Reply-To", "Sender"):
        for called, address in _pairs([str(value) for value in message.get_all(name, [])][:5]):
            if _ADDRESS.fullmatch(address):
                return called, address.lower()
    return header_text(message.get("From"), 200), ""


def _addresses(message: Message, *names: str) -> list[str]:
    values = [str(value) for name in names for value in message.get_all(name, [])[:20]]
    found = dict.fromkeys(address.lower() for _, address in _pairs(values) if _ADDRESS.fullmatch(address))
    return list(found)[:MOST_ADDRESSES]


def _pairs(values: list[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for value in (value[:50_000] for value in values):
        pairs = [pair for pair in getaddresses([value]) if pair[1]]
        found += pairs or [("", address) for address in _ADDRESS.findall(value)]
    return [(header_text(name, 200), header_text(address, 254)) for name, address in found[: MOST_ADDRESSES * 5]]


def _ids(text: str) -> list[str]:
    return _ID.findall(text)


def _contents(message: Message) -> tuple[list[str], list[str], list[Attachment]]:
    """Texts, HTML and attachments, in order; of alternatives both the plain one and the HTML."""
    texts: list[str] = []
    htmls: list[str] = []
    attachments: list[Attachment] = []
    for number, part in _parts(message):
        kind, name = part.get_content_type(), header_text(part.get_filename(), 150)
        shown = part.get_content_disposition() != "attachment" and not name
        if part.get_content_maintype() == "multipart":  # it says so, and is not: the mark between its parts is missing
            kind = "text/plain"
        if shown and kind in ("text/plain", "text/html"):
            text = decoded(_bytes_of(part), part.get_content_charset())
            (htmls if kind == "text/html" else texts).append(text)
        elif len(attachments) < MOST_ATTACHMENTS and (content := _bytes_of(part)):
            called = name.replace("/", "_").replace("\\", "_") or f"file {len(attachments) + 1}"
            attachments.append(Attachment(called, kind[:100], len(content), number))
    return texts, htmls, attachments


def _parts(message: Message) -> Iterator[tuple[int, Message]]:
    """Each part that is no container, numbered. A letter within the letter is one part, and is not opened."""
    waiting, number = [message], 0
    while waiting and number < MOST_PARTS:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting[:0] = [found for found in inside if isinstance(found, Message)]
            continue
        number += 1
        yield number, part


def _bytes_of(part: Message) -> bytes:
    inside = part.get_payload()
    if isinstance(inside, list):  # a letter within the letter
        return b"\r\n".join(found.as_bytes() for found in inside if isinstance(found, Message))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
