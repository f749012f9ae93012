"""Threads: by what an answer is known, and what a letter bears so that mailboxes keep a thread together."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from django.conf import settings

from wellserved.kit.tokens import hash_token
from wellserved.mail.models import Arrival, Letter, Mailbox

REFERENCES = 10  # the newest; some mail servers refuse very long headers
TOKEN = re.compile(r"\+([a-z2-7]{32})@")


def reply_token(key: str) -> str:
    """The token in the address to answer to: 160 bits, in lower case, for addresses lose their case on the way."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"answer to:{key}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def address_to_answer(letter: Letter) -> str:
    """Where an answer goes: to the thread, if letters come in here, else to whom the letter names."""
    if letter.reply_hash is None:
        return letter.reply_to
    return thread_address(letter.key) or letter.reply_to


def addresses_to_answer(letter: Letter) -> list[str]:
    """All that Reply-To names."""
    both = [letter.reply_to] if letter.answers_to_both else []
    return list(dict.fromkeys(filter(None, [*both, address_to_answer(letter)])))


def thread_address(key: str) -> str:
    """The address to answer to that the letter with this key bears; empty if no letters come in here."""
    address, plus = incoming_address()
    name, _, host = address.rpartition("@")
    return f"{name}+{reply_token(key)}@{host}" if address and plus else address


def incoming_address() -> tuple[str, bool]:
    """The address that letters come in by, and whether name+anything@host comes in, too. Empty if none is set."""
    if settings.MAIL_IN_ADDRESS:
        return settings.MAIL_IN_ADDRESS, settings.MAIL_IN_PLUS
    mailbox = Mailbox.objects.filter(pk=1).only("address", "plus").first()
    return (mailbox.address, mailbox.plus) if mailbox else ("", False)


def letter_answered(addresses: list[str], references: list[str]) -> Letter | None:
    """Our letter that somebody answers: by the token in the address, else by the newest Message-ID they refer to."""
    hashes = [hash_token(found[1]) for address in addresses if (found := TOKEN.search(address.lower()))]
    if hashes and (letter := Letter.objects.filter(reply_hash__in=hashes[:20]).order_by("pk").first()):
        return letter
    newest_first = list(reversed(references[-50:]))
    ours = {letter.message_id: letter for letter in Letter.objects.filter(message_id__in=newest_first)}
    return next((ours[known] for known in newest_first if known in ours), None)


def references_to(kind: str, thread_id: int) -> dict[str, str]:
    """In-Reply-To and References of the next letter in a thread, so that it stands below what was said before."""
    out = Letter.objects.filter(thread_kind=kind, thread_id=thread_id).order_by("-pk")
    came = Arrival.objects.filter(thread_kind=kind, thread_id=thread_id).exclude(message_id="").order_by("-pk")
    said = [
        *((at, 0, pk, known) for at, pk, known in out.values_list("created_at", "pk", "message_id")[:REFERENCES]),
        *((at, 1, pk, known) for at, pk, known in came.values_list("stored_at", "pk", "message_id")[:REFERENCES]),
    ]
    if not said:
        return {}
    # By when each came to be here: mailboxes tell whole seconds, and an answer may come within the same one.
    chain = [known for _, _, _, known in sorted(said)[-REFERENCES:]]
    last = came.values_list("message_id", flat=True).first() or chain[-1]
    return {"In-Reply-To": last, "References": " ".join(chain)}


def loop_mark() -> str:
    """What every letter of this installation bears, so that it knows its own words when they come back."""
    return hashlib.sha256(f"our own:{settings.SECRET_KEY}".encode()).hexdigest()[:24]
