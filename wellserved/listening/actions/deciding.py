"""What the meeting decides about a theme: keep it, or adjust it, with who does what by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.actions.sorting import ClosedError, changed, open_meeting, open_theme
from wellserved.listening.evidence import follow_theme
from wellserved.listening.models import Meeting, Theme
from wellserved.listening.shapes import Decided
from wellserved.people.models import Member
from wellserved.promises.actions import change_promise, make_promise, withdraw_promise
from wellserved.promises.models import Promise
from wellserved.promises.rules import due_at


@transaction.atomic
def decide_theme(*, theme_id: int, decided: Decided, by: By, member: Member | None = None) -> Theme:
    """Keep, adjust, or not decided after all. An action with owner and date is the owner's promise, on their Today.

    Once that promise was kept or broken, the decision stays: a ClosedError.
    """
    theme, meeting = open_theme(theme_id)
    if theme.promise is not None and theme.promise.state != Promise.State.OPEN:
        raise ClosedError("What was decided here has been done or dropped already, so the decision stays.")
    adjusts, keeps = decided.decision == Theme.Decision.ADJUST, decided.decision == Theme.Decision.KEEP
    theme.decision = decided.decision
    theme.confirms_id = decided.confirms_id if keeps else None
    theme.confirms_words = decided.confirms_words if keeps else ""
    theme.action = decided.action if adjusts else ""
    theme.owner = Member.objects.filter(pk=decided.owner_id or 0).first() if adjusts else None
    theme.due_on = decided.due_on if adjusts else None
    theme.decided_by, theme.decided_at = (member, now()) if theme.decision else (None, None)
    _promise(theme, by)
    theme.save()
    follow_theme(theme, member, by)
    changed(meeting)
    record(
        kind="theme.decided",
        by=by,
        subject_kind="theme",
        subject_id=theme_id,
        round=theme.round_id,
        decision=theme.decision,
        owner=theme.owner_id,
    )
    return theme


@transaction.atomic
def note_meeting(*, round_id: int, held_on: date | None, present: Sequence[int], by: By) -> Meeting:
    """When the team met, and who was there."""
    meeting = open_meeting(round_id)
    meeting.held_on = held_on
    meeting.present.set(present)
    changed(meeting)
    meeting.save(update_fields=["held_on"])
    record(kind="meeting.noted", by=by, subject_kind="round", subject_id=round_id, present=len(set(present)))
    return meeting


def _promise(theme: Theme, by: By) -> None:
    """The action as a promise: made, changed, or withdrawn while it is still agreed upon."""
    if theme.action and theme.owner and theme.due_on:
        at = due_at(theme.due_on, settings.TIME_ZONE)
        if theme.promise is None:
            theme.promise = make_promise(
                member=theme.owner, text=theme.action, due_at=at, by=by, source_kind="theme", source_id=theme.pk
            )
        elif (theme.promise.text, theme.promise.member_id) != (theme.action, theme.owner.pk) or _moved(theme):
            change_promise(promise_id=theme.promise.pk, member=theme.owner, text=theme.action, due_at=at, by=by)
    elif theme.promise is not None:
        pk, theme.promise = theme.promise.pk, None
        theme.save(update_fields=["promise"])
        withdraw_promise(promise_id=pk, by=by)


def _moved(theme: Theme) -> bool:
    """Whether the meeting says another day than before. A promise that its owner moved keeps the owner's day."""
    before = Theme.objects.values_list("due_on", flat=True).get(pk=theme.pk)
    return before != theme.due_on
