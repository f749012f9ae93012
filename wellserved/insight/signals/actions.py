"""Every write about signals: judging a week, saying a word about one, and whether letters come."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from wellserved.insight.annotations.actions import add_annotation
from wellserved.insight.models import Signal, SignalChoice, WatchedGroup, WatchedWeek
from wellserved.insight.signals.judging import Verdict, Weeks, judge
from wellserved.insight.signals.letters import write_letters
from wellserved.insight.signals.reading import weeks_of_all
from wellserved.journal.actions import record
from wellserved.journal.shapes import SYSTEM, By
from wellserved.kit.clock import now

AT_ONCE = 500


def judge_week(*, monday: date, letters: bool = True) -> int | None:
    """Judge a week, once: what changed is kept, and who leads hears of it. None if it was judged before."""
    if WatchedWeek.objects.filter(monday=monday).exists():
        return None
    weeks = weeks_of_all(monday)  # read and worked out before anything is locked
    if not any(weeks.values()):
        return None  # nobody answered yet: there is nothing to hold a week against, and nothing to write down
    verdicts = judge(weeks)
    return _keep(monday, weeks, verdicts, letters)


@transaction.atomic
def _keep(monday: date, weeks: dict[str, list[Weeks]], verdicts: dict[str, list[Verdict]], letters: bool) -> int | None:
    watched = sum(map(len, verdicts.values()))
    week, new = WatchedWeek.objects.get_or_create(monday=monday, defaults={"groups": watched, "found": 0})
    if not new:
        return None
    groups, signals = [], []
    for kind, found in verdicts.items():
        begun = {one.subject: monday - timedelta(weeks=len(one.hits) - 1) for one in weeks[kind]}
        for verdict in found:
            said = _columns(kind, verdict, monday, begun[verdict.subject])
            groups.append(WatchedGroup(**said))
            if verdict.stands:
                signals.append(Signal(**said, adjusted=verdict.adjusted))
    WatchedGroup.objects.all().delete()
    WatchedGroup.objects.bulk_create(groups, batch_size=AT_ONCE)
    for signal in signals:
        signal.save()
        record(kind="signal.seen", by=SYSTEM, subject_kind="signal", subject_id=signal.pk, of=signal.kind,
               number=signal.subject)  # fmt: skip
    week.found = len(signals)
    week.save(update_fields=["found"])
    if signals:
        record(kind="signals.judged", by=SYSTEM, groups=watched, found=len(signals))
    if letters and signals:
        write_letters(signals, monday)
    return len(signals)


def _columns(kind: str, verdict: Verdict, monday: date, first: date) -> dict[str, object]:
    before, after = verdict.change.before, verdict.change.after
    return {
        "kind": kind,
        "subject": verdict.subject,
        "week": monday,
        "since": first + timedelta(weeks=verdict.at),
        "p": verdict.p,
        "before_hits": round((before.estimate or 0) * before.n),
        "before_n": before.n,
        "after_hits": round((after.estimate or 0) * after.n),
        "after_n": after.n,
    }


@transaction.atomic
def acknowledge_signal(*, signal_id: int, word: str, on_charts: bool, member_id: int | None, by: By) -> Signal:
    """Somebody says what it was; if they like, it stands on the charts from then on."""
    signal = Signal.objects.select_for_update().get(pk=signal_id)
    signal.word, signal.acknowledged_at, signal.acknowledged_by_id = word, now(), member_id
    signal.save(update_fields=["word", "acknowledged_at", "acknowledged_by"])
    record(kind="signal.acknowledged", by=by, subject_kind="signal", subject_id=signal.pk)
    if on_charts:
        team = signal.subject if signal.kind == "team" else None
        add_annotation(day=signal.since, words=word, team_id=team, member_id=member_id, by=by)
    return signal


@transaction.atomic
def choose_letters(*, member_id: int, wanted: bool, by: By) -> None:
    """Whether signals come to a member as a letter, too."""
    row, new = SignalChoice.objects.get_or_create(member_id=member_id, defaults={"letters": wanted})
    if wanted if new else row.letters == wanted:
        return
    row.letters = wanted
    row.save(update_fields=["letters"])
    kind = "signal_letters.wanted" if wanted else "signal_letters.declined"
    record(kind=kind, by=by, subject_kind="member", subject_id=member_id)
