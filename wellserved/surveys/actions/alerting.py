"""Alerts about low answers: to the reader at once, to whom they report to when nobody looked in time."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from wellserved.calendars.queries import hours_for_teams
from wellserved.calendars.rules import next_working
from wellserved.journal.actions import record
from wellserved.kit.clock import now
from wellserved.mail.actions import cancel_letter, queue_letter
from wellserved.mail.models import Letter
from wellserved.passages.actions import mark_escalated
from wellserved.passages.actions.reading import address_of
from wellserved.passages.models import Passage
from wellserved.passages.queries import late_low_passages
from wellserved.people.queries import manager_of
from wellserved.surveys.models import Response
from wellserved.surveys.words import achieved_in_words, felt_in_words


def send_alerts(passage_ids: Sequence[int]) -> int:
    """Write to the readers of low answers, as soon as their team works: well within one business hour."""
    passages = list(_with_people(passage_ids))
    responses = Response.objects.in_bulk([passage.source_id for passage in passages])
    hours = hours_for_teams({0, *(passage.team_id or 0 for passage in passages)})
    sent = 0
    for passage in passages:
        address = address_of(passage.reader) if passage.reader else ""
        if not address or passage.reader is None:
            continue
        response = responses[passage.source_id]
        queue_letter(
            key=alert_key(passage),
            kind="alert",
            audience=Letter.Audience.STAFF,
            to_email=address,
            to_name=passage.reader.name,
            subject="Somebody was not well served, and would be glad of a word",
            text=_alert_text(passage, response),
            not_before=next_working(now(), hours[passage.team_id or 0]),
        )
        sent += 1
    return sent


def escalate_late(*, limit: int) -> int:
    """Tell whom the reader reports to about low answers that nobody looked at in time; how many there were."""
    return _escalate(limit) if late_low_passages(now()).exists() else 0


@transaction.atomic
def _escalate(limit: int) -> int:
    late = list(late_low_passages(now())[:limit])
    for passage in late:
        above = manager_of(passage.reader_id) if passage.reader_id else None
        address = address_of(above) if above else ""
        if above is None or not address or passage.reader is None:
            continue
        queue_letter(
            key=f"late:passage:{passage.pk}:{passage.version}",
            kind="alert",
            audience=Letter.Audience.STAFF,
            to_email=address,
            to_name=above.name,
            subject="A low answer is still waiting",
            text=f"Dear {above.first_name},\n\nsomebody was not well served, and {passage.reader.name} has not looked "
            f"at it in time. You can look yourself, or give it to somebody else:\n\n{link_to(passage)}\n",
        )
    if late:
        mark_escalated(passage_ids=[passage.pk for passage in late])
        record(kind="passages.escalated", late=len(late))
    return len(late)


def alert_key(passage: Passage) -> str:
    return f"low:passage:{passage.pk}:{passage.version}"


def link_to(passage: Passage) -> str:
    return settings.BASE_URL + reverse("feedback_one", args=[passage.source_id])


def _with_people(passage_ids: Sequence[int]) -> list[Passage]:
    found = Passage.objects.filter(pk__in=passage_ids).order_by("pk")
    return list(found.select_related("reader__account", "contact", "client"))


def take_back_alerts(passage_ids: Sequence[int]) -> None:
    keys = [f"low:passage:{pk}:" for pk in passage_ids]
    for start in keys:
        waiting = Letter.objects.filter(key__startswith=start, state=Letter.State.QUEUED)
        for letter_id in waiting.values_list("pk", flat=True):
            cancel_letter(letter_id=letter_id)


def _alert_text(passage: Passage, response: Response) -> str:
    reader = passage.reader
    who = passage.contact.name if passage.contact and passage.contact.name else "Somebody"
    whence = f" of {passage.client.name}" if passage.client else ""
    lines = [
        f"Dear {reader.first_name if reader else ''},",
        f"{who}{whence} has told us that it did not go well. "
        f"{achieved_in_words(response.achieved)} {felt_in_words(response.felt)}".strip(),
    ]
    if passage.words:
        lines.append("\n".join(f"> {line}" for line in passage.words.splitlines()))
    else:
        lines.append("They wrote no words.")
    lines.append(f"Read it, and write back or call if you can:\n{link_to(passage)}")
    return "\n\n".join(lines) + "\n"
