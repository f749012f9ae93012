"""The lines of Today about listening rounds: whom one drew, who wrote when to call, and the calls that have a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from wellserved.kit import saying
from wellserved.kit.clock import local_day
from wellserved.kit.text import beginning
from wellserved.listening.models import Call, Heard, Round
from wellserved.listening.queries.heard import unseen_by
from wellserved.listening.queries.mine import STILL_NOW, calls_ahead_of
from wellserved.people.shapes import Actor
from wellserved.site import rules
from wellserved.site.shapes import Line

NEWS = timedelta(days=2)  # so long it is told that somebody chose a time; then again on the day of the call
SOON = timedelta(hours=1)
NAMED = 3
State = Call.State
HEARD: dict[str, str] = {
    Heard.Kind.LETTER: "wrote to you",
    Heard.Kind.CALL: "called you",
    Heard.Kind.COMMENT: "answered your invitation",
    Heard.Kind.PROPOSED: "proposes another time",
    Heard.Kind.STRANGE: "got a letter from you that somebody else answered",
}


def round_lines(actor: Actor, moment: datetime) -> list[Line]:
    """Two queries. At most one line to invite and one of wishes for each round, and one for each call that has a
    time, found nobody, or has news."""
    calls = calls_ahead_of(actor.member_id, moment)
    lines = [_call_line(call, moment) for call in calls if call.state == State.PLANNED and _is_told(call, moment)]
    lines += [_again_line(call) for call in calls if call.state in (State.LATER, State.NO_SHOW)]
    rest = (call for call in calls if call.state in (State.DRAWN, State.WISHED))
    for one, of_round in groupby(rest, key=lambda call: call.round):
        known = list(of_round)
        if wished := [call for call in known if call.state == State.WISHED]:
            lines.append(_wished_line(one, wished))
        if drawn := [call for call in known if call.state == State.DRAWN]:
            lines.append(_drawn_line(one, drawn, moment))
    return lines + _heard_lines(actor, moment)


def _heard_lines(actor: Actor, moment: datetime) -> list[Line]:
    """One for each call of mine about which something came that I have not read: the newest."""
    lines = []
    for call, came in groupby(
        sorted(unseen_by(actor.member_id), key=lambda one: one.call_id), key=lambda one: one.call
    ):
        first = max(came, key=lambda one: one.at)
        said = f"{call.contact} {HEARD[first.kind]}"
        if first.words and first.kind in (Heard.Kind.LETTER, Heard.Kind.COMMENT):
            said = f"{said}: “{beginning(first.words, 80)}”"
        elif first.proposes:
            said = f"{said}, {saying.moment(first.proposes, moment, settings.TIME_ZONE)}"
        href = reverse("call_heard", args=[call.pk])
        lines.append(
            Line(said.rstrip(".") + ("" if "“" in said else "."), _grey(call, ""), href, "Read it", rules.DUE, first.at)
        )
    return lines


def _is_told(call: Call, moment: datetime) -> bool:
    """It is today, or it is news, or nobody has said how it went."""
    return (
        _is_today(call, moment) or _is_over(call, moment) or bool(call.answered_at and call.answered_at > moment - NEWS)
    )


def _is_over(call: Call, moment: datetime) -> bool:
    return call.starts_at is not None and call.starts_at < moment - STILL_NOW


def _is_today(call: Call, moment: datetime) -> bool:
    at = call.starts_at or moment
    return local_day(at, settings.TIME_ZONE) == local_day(moment, settings.TIME_ZONE)


def _call_line(call: Call, moment: datetime) -> Line:
    at = call.starts_at or moment
    when = saying.moment(at, moment, settings.TIME_ZONE)
    today, href, grey = _is_today(call, moment), reverse("call", args=[call.pk]), _grey(call, call.number)
    if _is_over(call, moment):
        return Line(f"You were to call {call.contact} {when}.", grey, href, "Say how it went", rules.DUE, at)
    said = f"You call {call.contact} {when}." if today else f"{call.contact} would like your call {when}."
    urgency = rules.CALLED if at - moment < SOON else rules.DUE
    return Line(said, grey, href, "Open the call", urgency, at)


def _again_line(call: Call) -> Line:
    """They can choose again; and the member may try again."""
    said = (
        f"You did not reach {call.contact}."
        if call.state == State.NO_SHOW
        else f"{call.contact} asked for a later call."
    )
    grey = _grey(call, call.number)
    return Line(said, grey, reverse("call", args=[call.pk]), "Try again", rules.DUE, call.answered_at)


def _wished_line(one: Round, calls: Sequence[Call]) -> Line:
    first, href = calls[0], reverse("round", args=[one.pk])
    if len(calls) == 1:
        said = f"{first.contact} wrote when you can call: “{beginning(first.wish, 80)}”"
        href = reverse("call", args=[first.pk])
        return Line(said, _grey(first, first.number), href, "Open the call", rules.DUE, first.answered_at)
    said = f"{saying.number(len(calls)).capitalize()} people wrote when you can call them."
    since = min((call.answered_at for call in calls if call.answered_at), default=None)
    return Line(said, f"{names_of(calls)} · {one.name}", href, "See when", rules.DUE, since)


def _drawn_line(one: Round, calls: Sequence[Call], moment: datetime) -> Line:
    last = saying.date_in_words(one.last_day, local_day(moment, settings.TIME_ZONE)).removeprefix("on ")
    who = "somebody" if len(calls) == 1 else rules.people_in_words(len(calls))
    grey = f"{names_of(calls)} · to be called by {last}"
    button = "Invite them" if len(calls) > 1 else "Invite"
    return Line(f"You drew {who} for {one.name}.", grey, reverse("round", args=[one.pk]), button, rules.DUE)


def _grey(call: Call, number: str) -> str:
    client = str(call.contact.client or "") if call.contact else ""
    return " · ".join(part for part in (client, number, call.round.name) if part)


def names_of(calls: Sequence[Call]) -> str:
    named = [str(call.contact) for call in calls[:NAMED]]
    if len(calls) > NAMED:
        return f"{', '.join(named)} and {saying.number(len(calls) - NAMED)} more"
    return " and ".join((", ".join(named[:-1]), named[-1])) if len(named) > 1 else named[0]
