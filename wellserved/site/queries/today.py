"""Today: one kind word, who is waiting, which promise is due, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.text import Truncator

from wellserved.kit import saying
from wellserved.kit.clock import now
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING, passages_visible_to, waiting_for
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_of, promises_visible_to
from wellserved.site import rules
from wellserved.site.queries.came_of_it import came_of_it
from wellserved.site.queries.first_steps import first_steps, setup_lines
from wellserved.site.queries.kind_word import kind_word_for
from wellserved.site.shapes import Line, Today
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.words import in_short

COUNTED = 200  # nobody reads further than this in one day


def today_for(actor: Actor, seen: Sequence[int]) -> Today:
    """All of Today. `seen`: ids of kind words that were shown before."""
    moment = now()
    passages = list(waiting_for(actor.member_id).select_related("contact__client")[:COUNTED])
    promises = list(promises_of(actor.member_id).select_related("contact__client")[:COUNTED])
    steps = first_steps() if actor.is_admin else []
    lines = rules.in_order(
        [
            *passage_lines(passages, moment),
            *(promise_line(promise, moment) for promise in promises),
            *(team_lines(actor, moment) if actor.leads else []),
        ]
    )
    hidden = max(0, len(lines) - rules.SHOWN)
    if len(lines) < rules.SHOWN:
        lines += setup_lines(steps)[: rules.SHOWN - len(lines)]
    empty = bool(steps) and not any(step.done for step in steps[1:2])
    return Today(
        title=_title(passages, promises),
        lines=[] if empty else lines[: rules.SHOWN],
        more=hidden,
        more_href=f"{reverse('feedback')}?show=mine" if len(passages) > rules.SHOWN else reverse("promises"),
        kind_word=kind_word_for(actor, seen),
        came_of_it=came_of_it(actor),
        steps=steps if empty else [],
    )


def passage_lines(passages: Sequence[Passage], moment: datetime) -> list[Line]:
    """What is mine to read; only answers among the first few are looked up, for their faces."""
    answers = Response.objects.in_bulk(
        [passage.source_id for passage in passages[: 2 * rules.SHOWN] if passage.source_kind == SOURCE_KIND]
    )
    return [_passage_line(passage, answers.get(passage.source_id), moment) for passage in passages]


def _passage_line(passage: Passage, answer: Response | None, moment: datetime) -> Line:
    said = in_short(answer.achieved, answer.felt) if answer else ""
    words = f"“{Truncator(' '.join(passage.words.split())).chars(110)}”" if passage.words else f"{said}, without words."
    late = bool(passage.read_by and passage.read_by < moment)
    when = saying.moment(passage.read_by, moment, settings.TIME_ZONE) if passage.read_by else ""
    owed = f"it was owed a reader {when}" if late else f"yours to {'look at' if passage.low else 'read'} by {_by(when)}"
    parts = [_who(passage.contact), said if passage.words and passage.low else "", owed]
    if passage.changed_at:
        parts.append("changed since")
    return Line(
        words,
        " · ".join(part for part in parts if part),
        reverse("feedback_one", args=[passage.source_id]),
        "Read and reply" if passage.words else "Look at it",
        rules.urgency(passage.low, passage.read_by, moment),
        passage.read_by,
        late,
    )


def promise_line(promise: Promise, moment: datetime) -> Line:
    late = promise.due_at < moment
    when = saying.moment(promise.due_at, moment, settings.TIME_ZONE)
    to = f" {_who(promise.contact)}" if promise.contact else ""
    return Line(
        promise.text if promise.text.endswith((".", "?", "…")) else f"{promise.text}.",
        f"You promised{to} · {'it was due ' + when if late else 'by ' + _by(when)}",
        reverse("promise", args=[promise.pk]),
        "Open the promise",
        rules.urgency(False, promise.due_at, moment),
        promise.due_at,
        late,
    )


def team_lines(actor: Actor, moment: datetime) -> list[Line]:
    """What is late with others whom the actor leads: one line for comments, one for promises."""
    comments = passages_visible_to(actor).filter(WAITING, read_by__lt=moment).exclude(reader_id=actor.member_id or 0)
    overdue = promises_visible_to(actor).filter(state=Promise.State.OPEN, due_at__lt=moment)
    overdue = overdue.exclude(member_id=actor.member_id or 0)
    found = []
    counted = comments.aggregate(n=Count("pk"), low=Count("pk", filter=Q(low=True)), since=Min("read_by"))
    if counted["n"]:
        what = "One comment has" if counted["n"] == 1 else f"{saying.number(counted['n']).capitalize()} comments have"
        grey = f"The oldest was owed a reader {saying.day(counted['since'], moment, settings.TIME_ZONE)}"
        if counted["low"]:
            grey += f" · {saying.number(counted['low'])} low"
        href = f"{reverse('feedback')}?show=late"
        found.append(
            Line(f"{what} waited too long in your teams.", grey, href, "See with whom", rules.TEAM_LATE, late=True)
        )
    counted = overdue.order_by().aggregate(n=Count("pk"), since=Min("due_at"))
    if counted["n"]:
        what = "One promise is" if counted["n"] == 1 else f"{saying.number(counted['n']).capitalize()} promises are"
        grey = f"The oldest was due {saying.day(counted['since'], moment, settings.TIME_ZONE)}"
        href = f"{reverse('promises')}?show=teams"
        said = f"{what} overdue in your teams."
        found.append(Line(said, grey, href, "See whose", rules.TEAM_LATE, late=True))
    return found


def rail_counts(actor: Actor) -> dict[str, int]:
    """The numbers beside Today and Promises in the rail. Two queries."""
    member = actor.member_id or 0
    to_read = Passage.objects.filter(WAITING, reader_id=member).count()
    promised = Promise.objects.filter(member_id=member, state=Promise.State.OPEN)
    counted = promised.aggregate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now())))
    return {"today": to_read + counted["n"], "promises": counted["late"]}


def _title(passages: Sequence[Passage], promises: Sequence[Promise]) -> str:
    named = {passage.contact_id for passage in passages} | {promise.contact_id for promise in promises}
    unnamed = sum(1 for passage in passages if not passage.contact_id)
    things = sum(1 for promise in promises if not promise.contact_id)
    return rules.title(len(named - {None}) + unnamed, things, many=len(passages) == COUNTED)


def _who(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return f"{contact}, {contact.client}" if contact.client else str(contact)


def _by(when: str) -> str:
    """ "by Thursday at 16:30", not "by on Thursday at 16:30"."""
    return when.removeprefix("on ")
