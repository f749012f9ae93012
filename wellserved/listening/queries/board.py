"""The board of a round: what was said, what lies in which theme, and which version of it that is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from wellserved.frame.live import Tickets
from wellserved.listening.models import Call, CallLine, Round, Theme
from wellserved.listening.queries.rounds import rounds_visible_to
from wellserved.listening.rules.deciding import is_a_note
from wellserved.listening.rules.merging import PROMISED
from wellserved.listening.shapes import Board, Column, Note
from wellserved.people.models import Member
from wellserved.people.shapes import Actor

MOST_NOTES = 5_000
_tickets = Tickets("wellserved.listening.board")


def boards_visible_to(actor: Actor) -> QuerySet[Round]:
    """The rounds whose board the actor sees and sorts: all who see the round, once somebody can have been called."""
    return rounds_visible_to(actor).exclude(state=Round.State.PLANNED)


def themes_visible_to(actor: Actor) -> QuerySet[Theme]:
    """The themes of those boards."""
    themes = Theme.objects.select_related("round", "owner", "promise", "confirms__round", "decided_by")
    return themes.filter(round__in=boards_visible_to(actor).values("pk"))


def themes_promised_by(actor: Actor) -> QuerySet[Theme]:
    """Themes whose action the actor has promised: they may read why, even if they had no part in the round."""
    themes = Theme.objects.select_related("round", "owner", "promise", "confirms__round", "decided_by")
    return themes.filter(promise__member_id=actor.member_id or 0)


def board_of(one: Round, quotes_only: bool = False, question: int | None = None) -> Board:
    """Everything that was said, in its theme or among what is not sorted. Two queries, and one for the version.

    The filters are about what is not sorted: a theme always shows all that lies in it.
    """
    version = version_of(one.pk)
    themes = list(one.themes.order_by("place", "pk"))
    notes = notes_of(spoken_in(one.pk))
    lying: dict[int, list[Note]] = {theme.pk: [] for theme in themes}
    pile: dict[int, list[Note]] = {number: [] for number in range(len(one.questions))}
    for note in notes:
        if note.theme_id in lying:
            lying[note.theme_id].append(note)
        elif (note.is_quote or not quotes_only) and question in (None, note.question):
            pile.setdefault(note.question, []).append(note)
    columns = tuple(
        Column(theme.pk, theme.name, theme.decision, tuple(sorted(lying[theme.pk], key=lambda note: note.place or 0)))
        for theme in themes
    )
    return Board(version or "", columns, tuple((number, tuple(found)) for number, found in sorted(pile.items())), notes)


def notes_by_id(one: Round, line_ids: Collection[Any]) -> list[Note]:
    """Some notes of a round. One query."""
    return notes_of(spoken_in(one.pk).filter(pk__in=line_ids))


def unsorted_notes(one: Round) -> list[Note]:
    """What lies in no theme, in the order of calls and questions."""
    return notes_of(spoken_in(one.pk).filter(sorted=None))


def notes_in(theme_id: int) -> list[Note]:
    """What lies in a theme, quotes first. One query."""
    found = notes_of(CallLine.objects.filter(sorted__theme_id=theme_id, removed_at=None))
    return sorted(found, key=lambda note: (not note.is_quote, note.place or 0))


def notes_of(lines: QuerySet[CallLine]) -> list[Note]:
    """Lines as notes: by question, by call, and as they were written down. One query."""
    rows = lines.order_by("question", "call__member_id", "call__place", "call_id", "place", "pk").values_list(
        "pk",
        "call_id",
        "question",
        "text",
        "is_quote",
        "revision",
        "call__member__name",
        "call__contact__client__name",
        "sorted__theme_id",
        "sorted__place",
    )
    return [
        Note(
            str(row[0]), row[1], row[2], " ".join(row[3].split()), *row[4:6], row[6].split()[0], row[7] or "", *row[8:]
        )
        for row in rows[:MOST_NOTES]
        if is_a_note(row[3])
    ]


def version_of(round_id: int) -> str | None:
    """Changes with everything that the board shows. One query; None where there is no such round."""
    lines = "calls__lines__"
    found = (
        Round.objects.filter(pk=round_id)
        .values_list("state")
        .annotate(
            moved=Max("meeting__version"),
            held=Count("calls", filter=Q(calls__state=Call.State.HELD), distinct=True),
            lines=Count("calls__lines"),
            changed=Max(f"{lines}changed_at"),
            removed=Max(f"{lines}removed_at"),
        )
        .order_by()
    )
    for state, moved, held, lines_in_all, changed, removed in found:
        stamps = ".".join(f"{stamp.timestamp():.3f}" if stamp else "0" for stamp in (changed, removed))
        return f"{round_id}.{state[0]}.{moved or 0}.{held}.{lines_in_all}.{stamps}"
    return None


def ticket_for(one: Round) -> str:
    """With it a page may ask for a day whether the board has changed, and for nothing else."""
    return _tickets.ticket_for(one.pk)


def round_of_ticket(ticket: str) -> int | None:
    return _tickets.number_of(ticket)


def calls_in_short(one: Round) -> tuple[int, int]:
    """How many calls were held, and how many people were drawn who were not replaced."""
    drawn = ~Q(state=Call.State.REPLACED)
    found = one.calls.aggregate(held=Count("pk", filter=Q(state=Call.State.HELD)), drawn=Count("pk", filter=drawn))
    return found["held"], found["drawn"]


def may_own(one: Round) -> QuerySet[Member]:
    """Who can take on what the meeting decides: who called, who is in the teams, whom they report to, who began it."""
    called = Q(pk__in=one.members.values("pk"))
    here = Q(memberships__team__in=one.teams.values("pk"))
    above = Q(pk__in=Member.objects.filter(called).values("reports_to"))
    began = Q(pk__in=[one.started_by_id or 0, one.created_by_id or 0])
    return Member.objects.filter(called | here | above | began, left_at=None).distinct().order_by("name_key")


def earlier_decisions(one: Round, at_most: int = 100) -> Sequence[Theme]:
    """What can be confirmed: what earlier rounds of these teams decided, the newest first."""
    decided = Theme.objects.exclude(decision="").exclude(round=one)
    theirs = decided.filter(round__in=Round.objects.filter(teams__in=one.teams.values("pk")).values("pk"))
    return list(theirs.select_related("round").order_by("-decided_at", "-pk")[:at_most])


def spoken_in(round_id: int) -> QuerySet[CallLine]:
    """What was said in calls that were held; not what the member promised in them, nor what somebody erased said."""
    held = CallLine.objects.filter(call__round_id=round_id, call__state=Call.State.HELD, removed_at=None)
    held = held.filter(call__contact__isnull=False)
    return held.exclude(question=PROMISED)
