"""Why a call was never held, said when its round ends. Pure."""

from __future__ import annotations

NEVER_HELD = {
    "drawn": "They were never invited",
    "invited": "They did not answer",
    "planned": "They chose a time, and the round ended first",
    "wished": "They wrote when, and nobody called",
    "later": "They asked to be called later",
    "no_show": "They were not reached",
}
SAID_YES = ("planned", "wished", "later")  # who would have spoken with us: for them somebody says more


def reason_for(state: str, words: str) -> str:
    """Why this call was never held; `words` are about those who would have spoken with us.

    >>> reason_for("invited", "Everybody was ill"), reason_for("wished", "Everybody was ill")
    ('They did not answer', 'They wrote when, and nobody called: Everybody was ill')
    """
    said = NEVER_HELD[state]
    return f"{said}: {words}"[:300] if words and state in SAID_YES else said
