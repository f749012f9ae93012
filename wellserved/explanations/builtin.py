"""The formats that everybody has from the first day on. A team adds its own beside them."""

from __future__ import annotations

from wellserved.explanations.shapes import PageFormat

_ASKED = "Their question, as they would say it. One or two sentences."
_COSTS = "What it costs them, or what it costs us. If nothing, say so."
_NEXT = "What we do next, and by when. Promise only what you will keep."

BUILT_IN: tuple[PageFormat, ...] = (
    PageFormat(
        "letter",
        "Letter",
        "Sentences from one person to another. For somebody who wants to be told, not shown.",
        "letter",
        "pdf",
        "warm",
        220,
        {
            "asked": _ASKED,
            "did": "Tell it in the order in which it happened, as you would across a table.",
            "why": "Why this way, and what you decided against.",
            "costs": _COSTS,
            "next": _NEXT,
        },
    ),
    PageFormat(
        "timeline",
        "Timeline",
        "What happened, line by line, each with its day. For somebody who wants to follow it.",
        "timeline",
        "pdf",
        "plain",
        200,
        {
            "asked": _ASKED,
            "did": "Pick the lines that matter above. Add a sentence only if they need one.",
            "why": "Say what you saw, what you took it for, and what it turned out to be.",
            "costs": _COSTS,
            "next": _NEXT,
        },
    ),
    PageFormat(
        "numbers",
        "Numbers",
        "Up to four figures at the top. For somebody who decides by them.",
        "numbers",
        "pdf",
        "plain",
        180,
        {
            "asked": _ASKED,
            "numbers": "A line each: the figure, a bar, what it counts. 2 | visits for one printer",
            "did": "What the figures do not tell.",
            "why": "What the figures made you choose.",
            "costs": _COSTS,
            "next": _NEXT,
        },
    ),
    PageFormat(
        "pictures",
        "Picture-led",
        "One or two pictures, and few words. For somebody who believes what they see.",
        "pictures",
        "pdf",
        "warm",
        120,
        {
            "asked": _ASKED,
            "did": "What the pictures show, in two sentences.",
            "why": "One thought is enough.",
            "costs": _COSTS,
            "next": _NEXT,
        },
    ),
    PageFormat(
        "annex",
        "Technical annex",
        "The plain page, and below it what a technician wants to know.",
        "annex",
        "pdf",
        "technical",
        320,
        {
            "asked": _ASKED,
            "did": "Plainly, for whoever pays.",
            "why": "The cause, and how you know that it was the cause.",
            "costs": _COSTS,
            "next": _NEXT,
            "annex": "Versions, settings, log lines: exact, for whoever will look after it.",
        },
    ),
    PageFormat(
        "talk",
        "Read aloud",
        "Short sentences in large type, to be read to them in a call. The page goes to them afterwards.",
        "talk",
        "aloud",
        "warm",
        160,
        {
            "asked": "Begin with their question, so that they know you heard it.",
            "did": "Three sentences that one can say in a breath each.",
            "why": "As you would say it, not as you would write it.",
            "costs": _COSTS,
            "next": "Ask: does this answer it?",
        },
    ),
)
