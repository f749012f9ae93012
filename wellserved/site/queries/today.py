"""Today: one kind word, who is waiting, which promise is due, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from wellserved.doors.models import LeadCall
from wellserved.doors.queries.calls import open_calls_for
from wellserved.explanations.queries.explanations import on_the_desk_of
from wellserved.explanations.queries.reactions import SOURCE_KIND as PAGES
from wellserved.habits.queries.habits import untapped_today
from wellserved.hardones.queries import waiting_for as waiting_hard_ones
from wellserved.insight.signals.queries import signals_waiting_for
from wellserved.kit import saying
from wellserved.kit.clock import local_day, now
from wellserved.kit.text import beginning
from wellserved.listening.queries.rounds import rounds_to_begin
from wellserved.listening.queries.telling import tellings_ahead_of
from wellserved.mail.queries import kept_letters
from wellserved.passages.models import Passage
from wellserved.passages.places import place_of
from wellserved.passages.queries import waiting_for
from wellserved.people.models import Contact
from wellserved.people.shapes import Actor
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_of
from wellserved.site import rules
from wellserved.site.queries.came_of_it import came_of_it
from wellserved.site.queries.case_lines import case_lines, cases_looked_for
from wellserved.site.queries.explanation_lines import explanation_lines
from wellserved.site.queries.first_steps import first_steps, setup_lines, what_is_set_up
from wellserved.site.queries.habit_lines import habit_lines
from wellserved.site.queries.improvement_lines import improvement_lines, improvements_looked_for
from wellserved.site.queries.kind_word import kind_word_for
from wellserved.site.queries.kindness import hard_line, kindness_lines, kindness_looked_for
from wellserved.site.queries.letters import letter_lines
from wellserved.site.queries.round_lines import round_lines
from wellserved.site.queries.self_check import self_check_lines
from wellserved.site.queries.signal_lines import signal_lines
from wellserved.site.queries.team_lines import team_lines, teams_looked_for
from wellserved.site.queries.telling_lines import planned_lines, telling_lines
from wellserved.site.queries.waiting import COUNTED, Waiting, waiting_on
from wellserved.site.shapes import Line, Today
from wellserved.surveys.models import Response
from wellserved.surveys.queries.answers import SOURCE_KIND
from wellserved.surveys.words import in_short


def today_for(actor: Actor) -> Today:
    """All of Today. What is there at all is asked first, in one query, and only that is fetched."""
    moment = now()
    there = waiting_on(actor, _looked_for(actor, moment))
    passages = there.fetch("passages", waiting_for(actor.member_id).select_related("contact__client"))
    promises = there.fetch("promises", promises_of(actor.member_id).select_related("contact__client"))
    calls = there.fetch("calls", open_calls_for(actor))
    hard = there.fetch("hard", waiting_hard_ones(actor.member_id))
    cases = case_lines(actor, moment, there)
    steps = first_steps(there) if actor.is_admin else []
    lines = rules.in_order(
        [
            *(call_line(call, moment) for call in calls),
            *(hard_line(one, moment) for one in hard),
            *cases,
            *passage_lines(passages, moment),
            *(promise_line(promise, moment) for promise in promises),
            *team_lines(actor, moment, there),
            *round_lines(actor, moment),
            *planned_lines(there.fetch("rounds", rounds_to_begin(actor)), moment),
            *telling_lines(there.fetch("tellings", tellings_ahead_of(actor.member_id))),
            *kindness_lines(actor, there),
            *signal_lines(actor, there),
            *explanation_lines(actor, there, moment),
            *letter_lines(there),
            *improvement_lines(actor, there, local_day(moment, settings.TIME_ZONE)),
            *self_check_lines(actor),
            *habit_lines(there.fetch("habits", untapped_today(actor))),
        ]
    )
    hidden = max(0, len(lines) - rules.SHOWN)
    if len(lines) < rules.SHOWN:
        lines += setup_lines(steps)
    empty = bool(steps) and not any(step.done for step in steps[1:2])
    others = len(calls) + len(hard) + sum(line.urgency != rules.TEAM_LATE for line in cases)
    return Today(
        title=_title(there, lines, others),
        lines=[] if empty else lines[: rules.SHOWN],
        more=hidden,
        more_href=f"{reverse('feedback')}?show=mine" if len(passages) > rules.SHOWN else reverse("promises"),
        kind_word=kind_word_for(actor),
        came_of_it=came_of_it(actor),
        steps=steps if empty else [],
        in_the_rail=there.in_the_rail,
    )


def _looked_for(actor: Actor, moment: datetime) -> dict[str, QuerySet[Any]]:
    """What is asked for beside what the rail counts."""
    looked_for = cases_looked_for(actor) | kindness_looked_for(actor) | teams_looked_for(actor, moment)
    looked_for |= improvements_looked_for(actor, local_day(moment, settings.TIME_ZONE))
    looked_for["tellings"] = tellings_ahead_of(actor.member_id)
    looked_for["habits"] = untapped_today(actor)
    looked_for["explanations"] = on_the_desk_of(actor)
    if actor.leads:
        looked_for["signals"] = signals_waiting_for(actor)
        looked_for["letters"] = kept_letters()
        looked_for["rounds"] = rounds_to_begin(actor)
    return looked_for | (what_is_set_up() if actor.is_admin else {})


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
        place_of(passage.source_kind, passage.source_id) or reverse("feedback"),
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
    if passage.source_kind == PAGES:
        return f"{name} sent a page back."
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


def _title(there: Waiting, lines: Sequence[Line], others: int) -> str:
    people, things = there.written_and_promised
    teams = any(line.urgency == rules.TEAM_LATE for line in lines)
    return rules.title(people + others, things, teams, many=there.count("passages") == COUNTED)


def _who(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return f"{contact}, {contact.client}" if contact.client else str(contact)
