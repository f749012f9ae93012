"""Whether a person wrote a letter or a machine did, by what its headers say. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wellserved.mail.shapes import Nature

# How mail programs begin the subject of an out-of-office note, in the languages spoken here and a few more.
_AWAY = re.compile(
    r"^\s*(auto(matic)?[- ]?(reply|response)|out of (the )?office|automatische antwort|abwesen"
    r"|réponse automatique|absence du bureau|respuesta autom[aá]tica|fuera de la oficina|resposta autom[aá]tica"
    r"|fora do escrit[oó]rio|risposta automatica|automatisch antwoord|自动回复|自動回覆|رد تلقائي)",
    re.IGNORECASE,
)
_POST_OFFICE = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|maildaemon)@", re.IGNORECASE)
_REPORTS = {"delivery-status", "feedback-report", "disposition-notification"}
_BULK_PRECEDENCE = {"bulk", "junk", "list"}


def nature_of(headers: Mapping[str, str], from_email: str, report_type: str) -> Nature:
    """What the headers (names in lower case) say. What answers a letter of ours may yet be taken for a person's.

    >>> nature_of({"auto-submitted": "auto-replied"}, "bea@biology.example", "")
    <Nature.OUT_OF_OFFICE: 'out_of_office'>
    """
    auto = headers.get("auto-submitted", "").split(";")[0].strip().lower()
    precedence = headers.get("precedence", "").strip().lower()
    if report_type in _REPORTS or "x-failed-recipients" in headers:
        return Nature.DELIVERY_REPORT
    if (
        auto.startswith("auto-replied")
        or precedence in ("auto_reply", "auto-reply")
        or {"x-autoreply", "x-autorespond", "x-auto-reply-from"} & headers.keys()
        or _AWAY.match(headers.get("subject", ""))
    ):
        return Nature.OUT_OF_OFFICE
    if _POST_OFFICE.match(from_email) or _POST_OFFICE.match(f"{from_email}@"):
        return Nature.DELIVERY_REPORT
    if auto and auto != "no":
        return Nature.BULK
    suppressed = headers.get("x-auto-response-suppress", "").lower()
    if any(word in suppressed for word in ("all", "oof", "autoreply")):
        return Nature.BULK
    nobody = headers.get("return-path", "?").strip() == "<>"
    if precedence in _BULK_PRECEDENCE or {"list-id", "list-unsubscribe", "feedback-id"} & headers.keys() or nobody:
        return Nature.BULK
    return Nature.HUMAN


def only_passed_through_a_list(headers: Mapping[str, str]) -> bool:
    """Whether a letter looks like bulk only because a list, such as a shared address, passed it on."""
    auto = headers.get("auto-submitted", "no").strip().lower()
    return bool(headers.get("list-id")) and auto in ("", "no") and headers.get("return-path", "?").strip() != "<>"
