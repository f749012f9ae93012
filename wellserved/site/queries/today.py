"""Today: one kind word, who is waiting, which promise is due, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Min, Q
from django.urls import reverse

from wellserved.doors.models import LeadCall
from wellserved.doors.queries.calls import open_calls_for
from wellserved.hardones.queries import waiting_for as waiting_hard_ones
from wellserved.kit import saying
from wellserved.kit.clock import now
from wellserved.kit.text import beginning
from wellserved.passages.models import Passage
from wellserved.passages.queries import WAITING, passages_visible_to, waiting_for
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_of, promises_visible_to
from wellserved.site import rules
from wellserved.site.queries.came_of_it import came_of_it
from wellserved.site.queries.case_lines import case_lines, cases_in_numbers
from wellserved.site.queries.first_steps import first_steps, setup_lines
from wellserved.site.queries.kind_word import kind_word_for
from wellserved.site.queries.kindness import hard_line, kindness_lines
from wellserved.site.queries.letters import letter_lines
from wellserved.site.queries.round_lines import round_lines
from wellserved.site.queries.self_check import self_check_lines
from wellserved.site.shapes import Line, Today
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.words import in_short

COUNTED = 200  # nobody reads further than this in one day


def today_for(actor: Actor) -> Today:
    """All of Today."""
    moment = now()
    passages = list(waiting_for(actor.member_id).select_related("contact__client")[:COUNTED])
    promises = list(promises_of(actor.member_id).select_related("contact__client")[:COUNTED])
    calls = list(open_calls_for(actor)[:COUNTED])
    hard = list(waiting_hard_ones(actor.member_id)[:COUNTED])
    cases = case_lines(actor, moment)
    steps = first_steps() if actor.is_admin else []
    lines = rules.in_order(
        [
            *(call_line(call, moment) for call in calls),
            *(hard_line(one, moment) for one in hard),
            *cases,
            *passage_lines(passages, moment),
            *(promise_line(promise, moment) for promise in promises),
            *(team_lines(actor, moment) if actor.leads else []),
            *round_lines(actor, moment),
            *kindness_lines(actor),
            *letter_lines(actor),
            *self_check_lines(actor),
        ]
    )
    hidden = max(0, len(lines) - rules.SHOWN)
    if len(lines) < rules.SHOWN:
        lines += setup_lines(steps)
    empty = bool(steps) and not any(step.done for step in steps[1:2])
    return Today(
        title=_title(
            passages, promises, lines, len(calls) + len(hard) + sum(line.urgency != rules.TEAM_LATE for line in cases)
        ),
        lines=[] if empty else lines[: rules.SHOWN],
        more=hidden,
        more_href=f"{reverse('feedback')}?show=mine" if len(passages) > rules.SHOWN else reverse("promises"),
        kind_word=kind_word_for(actor),
        came_of_it=came_of_it(actor),
        steps=steps if empty else [],
    )


def call_line(call: LeadCall, moment: datetime) -> Line:
    """Somebody is not well served at this very moment."""
    said = f"“{beginning(call.words, 110)}”" if call.words else "Somebody needs you now."
    parts = [call.caller, call.where, str(call.team or ""), saying.moment(call.at, moment, settings.TIME_ZONE)]
    grey = " · ".join(part for part in parts if part)
    return Line(said, grey, reverse("lead_call", args=[call.pk]), "Go there", rules.CALLED, call.at)


def passage_lines(passages: Sequence[Passage], moment: datetime) -> list[Line]:
    """What is mine to read; only answers among the first few are looked up, for their faces."""
    answers = Response.objects.in_bulk(
        [passage.source_id for passage in passages[: 2 * rules.SHOWN] if passage.source_kind == SOURCE_KIND]
    )
    return [_passage_line(passage, answers.get(passage.source_id), moment) for passage in passages]


def _passage_line(passage: Passage, answer: Response | None, moment: datetime) -> Line:
    late = bool(passage.read_by and passage.read_by < moment)
    when = saying.by_moment(passage.read_by, moment, settings.TIME_ZONE) if passage.read_by else ""
    owed = f"{'it was ' if late else ''}yours to {'look at' if passage.low else 'read'} {when}"
    faces = in_short(answer.achieved, answer.felt) if answer and passage.low else ""
    client = str(passage.contact.client) if passage.contact and passage.contact.client else ""
    parts = [_who(passage.contact) if passage.words else client, faces, owed]
    if passage.wrote_back_at:
        parts.append("wrote back since")
    elif passage.changed_at:
        parts.append("changed since")
    return Line(
        _sentence(passage, answer),
        " · ".join(part for part in parts if part),
        reverse("feedback_one", args=[passage.source_id]),
        "Read and reply" if passage.words else "Look at it",
        rules.urgency(passage.low, passage.read_by, moment),
        passage.read_by,
        late,
    )


def _sentence(passage: Passage, answer: Response | None) -> str:
    if passage.words:
        return f"“{beginning(passage.words, 110)}”"
    name = (passage.contact.name if passage.contact else "") or "Somebody"
    if passage.wrote_back_at:
        return f"{name} wrote back."
    undone = answer is not None and answer.achieved == 0
    return f"{name} did not get what they came for." if undone else f"{name} felt badly served."


def promise_line(promise: Promise, moment: datetime) -> Line:
    late = promise.due_at < moment
    said = saying.moment(promise.due_at, moment, settings.TIME_ZONE)
    when = f"it was due {said}" if late else saying.by_moment(promise.due_at, moment, settings.TIME_ZONE)
    to = f" {_who(promise.contact)}" if promise.contact else ""
    return Line(
        promise.text if promise.text.endswith((".", "?", "…")) else f"{promise.text}.",
        f"You promised{to} · {when}",
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
    """The numbers beside Today (whom the title counts) and Promises (what is overdue). Five queries."""
    passages = [row[0] for row in waiting_for(actor.member_id).values_list("contact_id")[:COUNTED]]
    promises = list(promises_of(actor.member_id).values_list("contact_id", "due_at")[:COUNTED])
    people, things = _waiting(passages, [contact for contact, _ in promises])
    people += open_calls_for(actor)[:COUNTED].count() + waiting_hard_ones(actor.member_id)[:COUNTED].count()
    moment = now()
    cases = cases_in_numbers(actor)
    people += cases
    return {"today": people or things, "cases": cases, "promises": sum(1 for _, due_at in promises if due_at < moment)}


def _title(passages: Sequence[Passage], promises: Sequence[Promise], lines: Sequence[Line], calls: int) -> str:
    people, things = _waiting([one.contact_id for one in passages], [one.contact_id for one in promises])
    teams = any(line.urgency == rules.TEAM_LATE for line in lines)
    return rules.title(people + calls, things, teams, many=len(passages) == COUNTED)


def _waiting(writers: Sequence[int | None], promised: Sequence[int | None]) -> tuple[int, int]:
    """How many people wait, each once, and how many promises were made to nobody in particular."""
    named = {contact for contact in [*writers, *promised] if contact}
    return len(named) + writers.count(None), promised.count(None)


def _who(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return f"{contact}, {contact.client}" if contact.client else str(contact)
