"""The reasons that a decision can have, and how they read."""

from __future__ import annotations

from typing import Any

# Every reason a decision can have: its code, and the sentence that people read. Braces are
# filled from `detail`.
REASONS: dict[str, str] = {
    "due": "Nothing speaks against it.",
    "by_hand": "It was asked by hand, past the usual rules.",
    "forced": "It was asked for through the API, past the usual rules.",
    "not_live": "Asking has not begun: no go-live moment is set.",
    "before_go_live": "It closed before asking began.",
    "not_closed": "It is not closed yet.",
    "reopened": "It was opened again before we asked.",
    "reopened_early": "It was opened again before we had looked at it.",
    "answered": "There is an answer about it already.",
    "pending": "There is an open ask about it already.",
    "no_contact": "Nobody is named whom we could ask.",
    "no_address": "The contact has no e-mail address that we could write to.",
    "opted_out": "The contact does not want to be asked.",
    "too_old": "It closed {days} days ago, and we ask within {limit}.",
    "minimum": "The contact was asked {days} days ago, and must be left in peace for {limit}.",
    "window": "The contact was asked {days} days ago; we ask at most once in {limit}.",
    "no_mail": "Letters cannot leave: mail is not set up.",
    "sampled_out": "It was left out by chance; {share} in 100 are asked.",
    "trouble": "Something went wrong on our side when we wanted to ask.",
    "letter_cancelled": "The letter was cancelled before it left.",
    "by_hand_not": "Somebody here chose not to ask.",
    "left_out": "It came in marked not to be asked about.",
}
# The same in short, for counting them.
TITLES: dict[str, str] = {
    "due": "Nothing speaks against it",
    "by_hand": "Asked by hand",
    "forced": "Asked through the API",
    "not_live": "No go-live moment is set",
    "before_go_live": "Closed before asking began",
    "not_closed": "Not closed yet",
    "reopened": "Opened again before we asked",
    "reopened_early": "Opened again before we looked",
    "answered": "Answered already",
    "pending": "Asked already, and still open",
    "no_contact": "Nobody is named",
    "no_address": "No address to write to",
    "opted_out": "Do not want to be asked",
    "too_old": "Closed too long ago",
    "minimum": "Asked only days ago",
    "window": "Asked not long ago",
    "no_mail": "Mail is not set up",
    "sampled_out": "Left out by chance",
    "trouble": "Something went wrong on our side",
    "letter_cancelled": "The letter was cancelled",
    "by_hand_not": "Left out by hand",
    "left_out": "Came in marked so",
}


def reason_sentence(code: str, detail: dict[str, Any]) -> str:
    """A decision's reason as a sentence, with its numbers in place."""
    sentence = REASONS.get(code, "We do not know why.").format_map(_Blank(detail))
    return sentence.replace("asked 0 days ago", "asked today").replace(" 1 days", " 1 day")


class _Blank(dict[str, Any]):
    """Says "some" where a detail is missing."""

    def __missing__(self, key: str) -> str:
        return "some"
