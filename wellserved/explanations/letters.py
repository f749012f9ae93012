"""What this room writes to people of the house."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from wellserved.calendars.queries import hours_for
from wellserved.calendars.rules import next_working
from wellserved.explanations.models import Explanation
from wellserved.explanations.rules.landing import reason
from wellserved.explanations.shapes import Said
from wellserved.kit.clock import now
from wellserved.mail.actions import queue_letter
from wellserved.mail.models import Letter
from wellserved.passages.actions.reading import address_of
from wellserved.passages.models import Passage


def tell_reader(passage: Passage, page: Explanation, said: Said) -> Letter | None:
    """A page came back: whoever reads that hears of it as soon as the team works."""
    reader = passage.reader
    address = address_of(reader) if reader else ""
    if reader is None or not address:
        return None
    words = f"\n\nThey wrote:\n\n> {said.words.replace(chr(10), chr(10) + '> ')}" if said.words else ""
    link = settings.BASE_URL + reverse("explanation_reaction", args=[passage.source_id])
    return queue_letter(
        key=f"low:passage:{passage.pk}:page",
        kind="alert",
        audience=Letter.Audience.STAFF,
        to_email=address,
        to_name=reader.name,
        subject="A page came back",
        text=f"Dear {reader.first_name},\n\n{reason(page.title, said)}{words}\n\nIt is yours to look at:\n\n{link}\n",
        not_before=next_working(now(), hours_for(page.team_id)),
    )
