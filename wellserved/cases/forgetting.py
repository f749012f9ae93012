"""Cases of a contact. That there was one, its times and its cause still count; what was said on it does not stay."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wellserved.cases.models import Case, CasePhoto, Message, Note, Reassignment, Understanding
from wellserved.files.forgetting import drop_unused, file_of
from wellserved.kit.clock import now
from wellserved.kit.forgetting import STANDS_IN, Piece, Whose, no_link
from wellserved.promises.models import Promise
from wellserved.surveys.forgetting import invitations_of


def cases_of(whose: Whose) -> QuerySet[Case]:
    answers = invitations_of(whose).values("pk")
    return Case.objects.filter(
        Q(contact=whose.contact_id) | whose.by_address("writer_email") | Q(contact=None, response__in=answers)
    )


def _promises(whose: Whose) -> QuerySet[Promise]:
    return Promise.objects.filter(source_kind="case", source_id__in=cases_of(whose).values("pk"))


# Nobody can be answered any more, so nobody waits: no clock runs on, and no second chance is awaited.
SETTLED = {
    "state": Case.State.CLOSED,
    "closed_at": lambda row: row.closed_at or now(),
    "cause": lambda row: row.cause or Case.Cause.NOBODY,
    "look_at": None,
    "read_by": None,
    "paused_at": None,
    "paused_until": None,
    "chance": lambda row: Case.Chance.LAPSED if row.chance == Case.Chance.WAITING else row.chance,
}

PIECES = (
    Piece("Pictures on their cases", CasePhoto, lambda whose: CasePhoto.objects.filter(case__in=cases_of(whose)),
          row="goes", files=file_of, unused=drop_unused),
    Piece("What was said on their cases", Message, lambda whose: Message.objects.filter(case__in=cases_of(whose)),
          words={"words": ""}, told=("at", "kind", "words"), keeps=("key",)),
    Piece("What we understood", Understanding, lambda whose: Understanding.objects.filter(case__in=cases_of(whose)),
          words={"words": STANDS_IN}, told=("at", "words")),
    Piece("Notes on their cases", Note, lambda whose: Note.objects.filter(case__in=cases_of(whose)),
          words={"words": STANDS_IN}, ours=True),
    Piece("Promises on their cases", Promise, _promises, words={"text": STANDS_IN, "closing_word": ""},
          keeps=("source_kind",)),
    Piece("Who is to serve them no more", Reassignment, lambda whose: Reassignment.objects.filter(
        Q(contact=whose.contact_id) | Q(case__in=cases_of(whose))), row="goes", ours=True),
    Piece("Cases of theirs", Case, cases_of,
          who={"contact_id": None, "writer_name": "", "writer_email": "", "language": "", "seed": "",
               "token_hash": no_link, **SETTLED},
          words={"title": STANDS_IN, "improvement": ""},
          told=("received_at", "kind", "title", "state", "acknowledged_at", "answered_at", "closed_at"),
          keeps=("key",), letters=lambda row: Q(key__startswith=f"case:{row.pk}:") | Q(
              thread_kind="case", thread_id=row.pk)),
)  # fmt: skip
