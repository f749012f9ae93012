"""The board: themes are made, named and dropped, and what people said is sorted into them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.listening.models import CallLine, Meeting, Round, Sorted, Theme
from wellserved.listening.queries.board import spoken_in
from wellserved.listening.rules.deciding import places_between
from wellserved.people.models import Member

MOST_THEMES = 60
MOST_IGNORED = 100


class ClosedError(ValueError):
    """The round has not begun, or has ended: its board is only read."""


class GoneError(ValueError):
    """The theme, or the note, is not there any more: somebody dropped it meanwhile."""


@transaction.atomic
def make_theme(
    *, round_id: int, name: str, by: By, member: Member | None = None, line_ids: Sequence[UUID] = ()
) -> Theme:
    """A theme, with what lies in it from the beginning."""
    meeting = open_meeting(round_id)
    last = Theme.objects.filter(round_id=round_id).aggregate(last=Max("place"))["last"]
    if Theme.objects.filter(round_id=round_id).count() >= MOST_THEMES:
        raise ClosedError(f"A board has {MOST_THEMES} themes at most. Put some of them together.")
    theme = Theme.objects.create(round_id=round_id, name=name, place=(last or 0) + 1, created_by=member)
    found = _lines(round_id, line_ids)
    _put(found, theme, None, member)
    changed(meeting)
    record(kind="theme.made", by=by, subject_kind="theme", subject_id=theme.pk, round=round_id, lines=len(found))
    return theme


@transaction.atomic
def name_theme(*, theme_id: int, name: str, by: By) -> Theme:
    """Call it something else."""
    theme, meeting = open_theme(theme_id)
    theme.name = name
    theme.save(update_fields=["name"])
    changed(meeting)
    record(kind="theme.named", by=by, subject_kind="theme", subject_id=theme_id, round=theme.round_id)
    return theme


@transaction.atomic
def drop_theme(*, theme_id: int, by: By) -> None:
    """What lies in it goes back among what is not sorted. A theme that was decided has to be undecided first."""
    theme, meeting = open_theme(theme_id)
    if theme.decision:
        raise ClosedError("Something was decided about this theme. Take the decision back first.")
    lines = theme.sorted.count()
    theme.delete()
    changed(meeting)
    record(kind="theme.dropped", by=by, subject_kind="theme", subject_id=theme_id, round=theme.round_id, lines=lines)


@transaction.atomic
def sort_lines(
    *,
    round_id: int,
    line_ids: Sequence[UUID],
    theme_id: int | None,
    by: By,
    member: Member | None = None,
    before: UUID | None = None,
) -> int:
    """Put these into a theme, in this order: before another note, or at the end; None: not sorted any more.

    If somebody moved one of them meanwhile, it lies where the last of you put it. If the note it should stand
    before went elsewhere, it stands at the end.
    """
    meeting = open_meeting(round_id)
    found = _lines(round_id, line_ids)
    if theme_id is None:
        Sorted.objects.filter(line_id__in=[line.pk for line in found]).delete()
    else:
        theme = Theme.objects.filter(pk=theme_id, round_id=round_id).first()
        if theme is None:
            raise GoneError("That theme is not there any more. What you moved stays where it was.")
        _put(found, theme, before, member)
    changed(meeting)
    record(kind="board.sorted", by=by, subject_kind="round", subject_id=round_id, theme=theme_id, lines=len(found))
    return len(found)


@transaction.atomic
def ignore_group(*, round_id: int, line_ids: Sequence[UUID], by: By) -> None:
    """This group is not suggested again, nor one much like it."""
    meeting = open_meeting(round_id)
    ids = [str(line.pk) for line in _lines(round_id, line_ids)]
    meeting.ignored = [*meeting.ignored, ids][-MOST_IGNORED:]
    meeting.save(update_fields=["ignored"])
    record(kind="group.ignored", by=by, subject_kind="round", subject_id=round_id, lines=len(ids))


def open_meeting(round_id: int) -> Meeting:
    """The meeting of a running round, locked: whoever changes the same board takes turns."""
    one = Round.objects.get(pk=round_id)
    if one.state == Round.State.PLANNED:
        raise ClosedError("Nobody was called yet.")
    if one.state == Round.State.ENDED:
        raise ClosedError("This round has ended. Its board stays as it is.")
    Meeting.objects.get_or_create(round_id=round_id)
    return Meeting.objects.select_for_update().get(round_id=round_id)


def open_theme(theme_id: int) -> tuple[Theme, Meeting]:
    """A theme of a board that can be changed."""
    theme = Theme.objects.filter(pk=theme_id).first()
    if theme is None:
        raise GoneError("This theme is not there any more.")
    meeting = open_meeting(theme.round_id)
    theme = Theme.objects.filter(pk=theme_id).first()  # as it is now that nobody else changes it
    if theme is None:
        raise GoneError("This theme is not there any more.")
    return theme, meeting


def changed(meeting: Meeting) -> None:
    """Whoever looks at the board sees it anew."""
    meeting.version += 1
    meeting.save(update_fields=["version"])


def _lines(round_id: int, line_ids: Sequence[UUID]) -> list[CallLine]:
    """Those of them that are this round's and still there, in the order in which they were named."""
    wanted = list(dict.fromkeys(line_ids))
    found = spoken_in(round_id).filter(pk__in=wanted).in_bulk()
    if wanted and not found:
        raise GoneError("That note is not there any more.")
    return [found[pk] for pk in wanted if pk in found]


def _put(lines: list[CallLine], theme: Theme, before: UUID | None, member: Member | None) -> None:
    """The theme with these lines in their place; each leaves where it lay."""
    moving = {line.pk for line in lines}
    lying = [row for row in theme.sorted.order_by("place", "pk") if row.line_id not in moving]
    at = next((number for number, row in enumerate(lying) if row.line_id == before), len(lying))
    places = places_between(
        lying[at - 1].place if at else None, lying[at].place if at < len(lying) else None, len(lines)
    )
    if places is None:  # no room: the ones that lie here are numbered again
        for number, row in enumerate(lying, start=1):
            row.place = float(number * (len(lines) + 1))
        Sorted.objects.bulk_update(lying, ["place"])
        return _put(lines, theme, before, member)
    moment = now()
    Sorted.objects.bulk_create(
        (
            Sorted(line=line, theme=theme, place=place, moved_by=member, moved_at=moment)
            for line, place in zip(lines, places, strict=True)
        ),
        update_conflicts=True,
        unique_fields=["line"],
        update_fields=["theme", "place", "moved_by", "moved_at"],
    )
    return None
