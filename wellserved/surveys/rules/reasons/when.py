"""Not now: too early, too late, too soon after another ask, or not over yet."""

from __future__ import annotations

from wellserved.surveys.rules.reasons.words import Words

WHEN: dict[str, Words] = {
    "not_live": Words(
        "No go-live moment is set",
        "Asking has not begun: no go-live moment is set.",
        "Nobody is asked until an admin says from when on.",
    ),
    "before_go_live": Words(
        "Closed before asking began",
        "It closed before asking began.",
        "A backlog is counted, and never asked about.",
    ),
    "not_closed": Words(
        "Not closed yet",
        "It is not closed yet.",
        "We ask when it is over.",
    ),
    "reopened": Words(
        "Opened again before we asked",
        "It was opened again before we asked.",
        "When it closes again it is decided anew.",
    ),
    "reopened_early": Words(
        "Opened again before we looked",
        "It was opened again before we had looked at it.",
        "It closed and opened between two looks. When it closes again it is decided anew.",
    ),
    "too_old": Words(
        "Closed too long ago",
        "It closed {days} days ago, and we ask within {limit}.",
        "It came in late. A file that comes every night instead of every week mends that.",
    ),
    "too_late": Words(
        "Could not be asked in time",
        "By the time it could have been asked it was too late: we ask within {limit} of closing.",
        "Quiet hours, a holiday, or a worker that stood still outlasted the time in which we ask. It is dropped, not "
        "piled up.",
    ),
    "pause": Words(
        "Fell into a pause",
        "It fell into a pause: {name}.",
        "On these days nobody is asked, and afterwards it was too late.",
    ),
    "minimum": Words(
        "Asked only days ago",
        "The contact was asked {days} days ago, and must be left in peace for {limit}.",
        "The hard minimum. It holds even for who asks by hand.",
    ),
    "window": Words(
        "Asked not long ago",
        "The contact was asked {days} days ago; we ask at most once in {limit}.",
        "At most one ask in this time, whoever served them, so that people keep answering.",
    ),
    "cooldown": Words(
        "Asked about this service not long ago",
        "The contact was asked about this service {days} days ago; we ask at most once in {limit}.",
        "Who often needs the same thing is not asked about it each time.",
    ),
    "survey_cooldown": Words(
        "Asked these questions not long ago",
        "The contact was asked the same questions {days} days ago; this survey is asked at most once in {limit}.",
        "The survey says how long it rests. That is set where it is asked.",
    ),
}
