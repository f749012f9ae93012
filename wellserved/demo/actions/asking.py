"""Asks and answers of the sample year, decided by the same rules that decide about real ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings

from wellserved.demo.actions.answering import keep_answers
from wellserved.demo.actions.peopling import People
from wellserved.demo.actions.serving import ServedYear
from wellserved.demo.answers import Answer, answer_to
from wellserved.demo.roster import Roster
from wellserved.demo.year import Case
from wellserved.kit.clock import local_day
from wellserved.kit.tokens import derive_token, hash_token
from wellserved.surveys.models import AskPolicy, Decision, Invitation
from wellserved.surveys.rules.about import about_phrase
from wellserved.surveys.rules.asking import History, Policy, Verdict, may_ask
from wellserved.surveys.rules.known import Where
from wellserved.surveys.rules.sampling import Eligible, choose, draw_for, share_of
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks
from wellserved.tallies.actions import add_deltas
from wellserved.tallies.shapes import DeltaIn, listed
from wellserved.tallies.spots import Spots

RATE = 0.75
EXPIRES = timedelta(days=30)
Asked = tuple[int, Decision, datetime]


class Place(NamedTuple):
    """Where something is counted."""

    day: date
    team_id: int
    service_id: int
    client_id: int
    spot_id: int


def ask_about_them(random: Random, roster: Roster, people: People, served: ServedYear, end: datetime) -> None:
    policy = Policy(go_live_at=end - timedelta(days=334), sampling_rate=RATE)
    AskPolicy.objects.create(pk=1, go_live_at=policy.go_live_at, sampling_rate=RATE)
    spots = Spots({(case.channel, case.place) for case in served.cases})
    decisions, asked = _decide(served, roster, people, policy, end, spots)
    Decision.objects.bulk_create(decisions, batch_size=1000)
    invitations = Invitation.objects.bulk_create(
        (_invitation(random, people, served, one, spots) for one in asked), batch_size=1000
    )
    Invitation.members.through.objects.bulk_create(
        (
            Invitation.members.through(invitation_id=invitation.pk, member_id=people.member_ids[member])
            for invitation, (i, _, _) in zip(invitations, asked, strict=True)
            for member in served.cases[i].members
        ),
        batch_size=2000,
    )
    answers = [
        (invitation, answer)
        for invitation, (i, _, _) in zip(invitations, asked, strict=True)
        if (answer := answer_to(random, served.cases[i], roster, invitation.created_at, end))
    ]
    answers.sort(key=lambda pair: pair[1].changed_at)
    keep_answers(answers)
    _count(served, people, invitations, answers, spots)


def ask_the_latest() -> None:
    """The last closings go through the real rules and the real letters, which wait in the outbox."""
    while decide_asks():
        pass
    while send_due_asks():
        pass


def _decide(
    served: ServedYear, roster: Roster, people: People, policy: Policy, end: datetime, spots: Spots
) -> tuple[list[Decision], list[Asked]]:
    last_asked: dict[int, datetime] = {}
    decisions: list[Decision] = []
    asked: list[Asked] = []
    closed = [(case.closed_at, i) for i, case in enumerate(served.cases) if case.closed_at]
    for closed_at, i in sorted(closed):
        case, interaction_id = served.cases[i], served.ids[i]
        if case.closings == 2:
            early = closed_at - timedelta(hours=6)
            verdict = Verdict(False, "reopened_early")
            decisions.append(_decision(people, case, interaction_id, 1, verdict, early, "cancelled"))
        if i in served.latest:
            continue
        contact = roster.contacts[case.contact]
        moment = closed_at + timedelta(minutes=random_minutes(interaction_id))
        history = History(
            closed_at,
            has_address=bool(contact.email),
            opted_out=contact.opted_out,
            last_asked_at=last_asked.get(case.contact),
            where=Where(settings.TIME_ZONE),
        )
        verdict = may_ask(history, policy, moment)
        if verdict.ask:
            one = Eligible(interaction_id, case.closings)
            verdict = _by_chance(verdict, one, policy, moment, told=case.story is not None)
            if case.story:
                verdict = replace(verdict, ask_at=closed_at + policy.delay)
        outcome = Decision.Outcome.ASKED if verdict.ask else Decision.Outcome.NOT_ASKED
        if verdict.ask_at and verdict.ask_at > end:  # quiet time moved it into the days to come
            outcome = Decision.Outcome.WAITING
        decision = _decision(people, case, interaction_id, case.closings, verdict, moment, outcome)
        decision.counted_on = local_day(closed_at, settings.TIME_ZONE)
        decision.spot_id = spots.of(case.channel, case.place)
        decisions.append(decision)
        if outcome == Decision.Outcome.ASKED and verdict.ask_at:
            last_asked[case.contact] = verdict.ask_at
            asked.append((i, decision, verdict.ask_at))
    return decisions, asked


def _by_chance(verdict: Verdict, one: Eligible, policy: Policy, moment: datetime, told: bool) -> Verdict:
    """Chance chooses; what the story needs told is always asked about."""
    [choice] = choose([one], policy, moment, draw_for)
    if choice.chosen or told:
        return replace(verdict, probability=choice.probability)
    return Verdict(False, "sampled_out", {"share": share_of(choice.probability)}, probability=choice.probability)


def random_minutes(interaction_id: int) -> int:
    """How long the nightly and hourly files took to arrive."""
    return 2 + interaction_id * 7919 % 40


def _decision(
    people: People, case: Case, interaction_id: int, closing: int, verdict: Verdict, at: datetime, outcome: str
) -> Decision:
    return Decision(
        interaction_id=interaction_id,
        closing=closing,
        outcome=outcome,
        reason=verdict.reason,
        detail=verdict.detail,
        probability=verdict.probability,
        ask_at=verdict.ask_at,
        decided_at=at,
        team_id=people.team_ids[case.team],
        service_id=people.service_ids[case.team][case.service],
    )


def _invitation(random: Random, people: People, served: ServedYear, one: Asked, spots: Spots) -> Invitation:
    i, decision, asked_at = one
    case = served.cases[i]
    seed = f"{random.getrandbits(128):032x}"
    zone = ZoneInfo(settings.TIME_ZONE)
    closed_at = case.closed_at or asked_at
    return Invitation(
        seed=seed,
        token_hash=hash_token(derive_token("answer", seed, settings.SECRET_KEY)),
        interaction_id=served.ids[i],
        decision=decision,
        contact_id=people.contact_ids[case.contact],
        language=people.roster.contacts[case.contact].language,
        about=about_phrase(case.channel, case.subject, closed_at.astimezone(zone), asked_at.astimezone(zone)),
        created_at=asked_at,
        expires_at=asked_at + EXPIRES,
        served_by=listed(people.member_ids[member] for member in case.members),
        **_place(people, case, spots)._asdict(),
    )


def _place(people: People, case: Case, spots: Spots) -> Place:
    return Place(
        local_day(case.closed_at or case.opened_at, settings.TIME_ZONE),
        people.team_ids[case.team],
        people.service_ids[case.team][case.service],
        people.client_of(case.contact),
        spots.of(case.channel, case.place),
    )


def _count(
    served: ServedYear,
    people: People,
    invitations: list[Invitation],
    answers: list[tuple[Invitation, Answer]],
    spots: Spots,
) -> None:
    closed = [case for i, case in enumerate(served.cases) if case.closed_at and i not in served.latest]
    deltas = []
    for case in closed:
        day, team, service, client, spot = _place(people, case, spots)
        deltas.append(DeltaIn(day, team, service, client, served=1, spot=spot))
    deltas += [replace(_delta_of(one), asked=1) for one in invitations]
    deltas += [
        replace(
            _delta_of(one),
            answered=1,
            achieved_after=answer.achieved,
            felt_after=answer.felt,
            qualities_after=answer.qualities,
        )
        for one, answer in answers
    ]
    add_deltas(deltas=deltas)


def _delta_of(one: Invitation) -> DeltaIn:
    key = (one.day, one.team_id, one.service_id, one.client_id)
    return DeltaIn(*key, spot=one.spot_id, members=one.served_by)
