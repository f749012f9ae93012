"""Make this a format: a page that landed becomes a way to explain, its author named."""

from __future__ import annotations

from django.db import transaction

from wellserved.explanations.models import Explanation, Format
from wellserved.explanations.queries.formats import format_of
from wellserved.explanations.shapes import EXTRAS, SECTIONS
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now
from wellserved.kit.text import beginning, clean_text
from wellserved.people.models import Member

MOST, LONGEST = 60, 200


class TooManyError(ValueError):
    """There are enough formats; says so in plain words."""


@transaction.atomic
def make_format(
    *, explanation: Explanation, name: str, about: str, words: int, channel: str, tone: str, everybody: bool,
    prompts: dict[str, str], member: Member, by: By,
) -> Format:  # fmt: skip
    """It takes its template from the page, and asks the next writer what this one thought of."""
    team = None if everybody else explanation.team
    if Format.objects.filter(team=team, archived_at=None).count() >= MOST:
        raise TooManyError(f"There are {MOST} formats already. Set one aside first; nothing was made.")
    used = format_of(explanation.format)
    kept = {key: beginning(clean_text(said), LONGEST) for key, said in prompts.items() if key in (*SECTIONS, *EXTRAS)}
    row = Format.objects.create(
        name=" ".join(clean_text(name).split())[:80],
        about=beginning(clean_text(about), 290),
        template=used.template if used.template in Format.Template.values else Format.Template.LETTER,
        source=used.source,
        channel=channel if channel in Format.Channel.values else used.channel,
        tone=tone if tone in Format.Tone.values else used.tone,
        words=max(40, min(words, 600)),
        prompts={key: said for key, said in kept.items() if said},
        team=team,
        made_by=member,
        made_from=explanation,
    )
    record(
        kind="explanation_format.made", by=by, subject_kind="explanation_format", subject_id=row.pk, team=row.team_id
    )
    return row


@transaction.atomic
def set_format_aside(*, format_id: int, by: By) -> bool:
    """Nobody is offered it any more; pages in it stay as they are."""
    found = Format.objects.filter(pk=format_id, archived_at=None).update(archived_at=now())
    if found:
        record(kind="explanation_format.set_aside", by=by, subject_kind="explanation_format", subject_id=format_id)
    return bool(found)
