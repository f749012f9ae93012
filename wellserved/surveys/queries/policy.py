"""How we ask, as it is kept, and as the rules want it: for everybody, and for a team that does it otherwise."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta

from wellserved.kit.clock import now
from wellserved.people.models import Team
from wellserved.surveys.models import AskPolicy, Blackout, TeamPolicy
from wellserved.surveys.rules.known import Pause, Policy
from wellserved.surveys.rules.policy import span_in_words
from wellserved.surveys.rules.sampling import share_of

A_DAY = timedelta(days=1)  # somewhere it is still yesterday


def stored_policy() -> AskPolicy:
    """The one row that says how we ask; its defaults where nobody has set it yet."""
    return AskPolicy.objects.filter(pk=1).first() or AskPolicy(pk=1)


def policy_in_force() -> Policy:
    """How we ask, where no team does it otherwise."""
    return _usual(stored_policy(), ())


def _usual(row: AskPolicy, pauses: tuple[Pause, ...]) -> Policy:
    return Policy(
        go_live_at=row.go_live_at,
        delay=timedelta(minutes=row.delay_minutes),
        window=timedelta(days=row.window_days),
        minimum=timedelta(days=row.minimum_days),
        max_age=timedelta(days=row.max_age_days),
        sampling_rate=row.sampling_rate,
        ask_at_most=row.ask_at_most,
        least_share=row.least_share / 100,
        cooldown=timedelta(days=row.cooldown_days),
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        on_weekends=row.ask_on_weekends,
        on_holidays=row.ask_on_holidays,
        pauses=pauses,
        roles=tuple(row.role_addresses),
        remind_after=timedelta(days=row.remind_after_days),
    )


def policies_of(team_ids: Collection[int]) -> dict[int, Policy]:
    """How each of these teams asks; zero stands for none. Three queries, however many."""
    row = stored_policy()
    own = {row.team_id: row for row in TeamPolicy.objects.filter(team_id__in=team_ids)}
    pauses = list(Blackout.objects.filter(last_day__gte=now().date() - A_DAY).order_by("first_day", "pk"))
    return {team_id: _otherwise(_usual(row, _pauses(pauses, team_id)), own.get(team_id)) for team_id in team_ids}


def policy_of(team_id: int) -> Policy:
    return policies_of([team_id])[team_id]


def coming_pauses() -> list[Blackout]:
    """Those that are not over, the nearest first; at most a hundred."""
    coming = Blackout.objects.filter(last_day__gte=now().date() - A_DAY).select_related("team")
    return list(coming.order_by("first_day", "pk")[:100])


def teams_and_how_they_ask() -> list[tuple[Team, str]]:
    """Each team that serves, and in words what it does otherwise; nothing where it is as for everybody."""
    own = {row.team_id: row for row in TeamPolicy.objects.all()}
    teams = Team.objects.filter(archived_at=None).order_by("name_key", "id")
    return [(team, otherwise_in_words(own.get(team.pk))) for team in teams]


def otherwise_in_words(row: TeamPolicy | None) -> str:
    if row is None:
        return ""
    if not row.asks:
        return "Asks nobody"
    said = [f"waits {span_in_words(timedelta(minutes=row.delay_minutes))}"] if row.delay_minutes is not None else []
    said += [f"asks {share_of(row.sampling_rate)} of 100"] if row.sampling_rate is not None else []
    return ", ".join(said).capitalize()


def _pauses(rows: Sequence[Blackout], team_id: int) -> tuple[Pause, ...]:
    """Everybody's, and the team's own."""
    return tuple(Pause(row.name, row.first_day, row.last_day) for row in rows if row.team_id in (None, team_id))


def _otherwise(usual: Policy, row: TeamPolicy | None) -> Policy:
    if row is None:
        return usual
    return replace(
        usual,
        team_asks=row.asks,
        delay=usual.delay if row.delay_minutes is None else timedelta(minutes=row.delay_minutes),
        sampling_rate=usual.sampling_rate if row.sampling_rate is None else row.sampling_rate,
        ask_at_most=usual.ask_at_most if row.ask_at_most is None else row.ask_at_most,
    )
