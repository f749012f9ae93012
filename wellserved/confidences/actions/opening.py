"""Opening what was said in confidence: all of a team and quarter at once, once, or not at all."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wellserved.confidences.actions.pools import held_in, sealed
from wellserved.confidences.models import Batch, Pool
from wellserved.confidences.rules import added_up, may_open, without_marks
from wellserved.confidences.shapes import Said
from wellserved.journal.actions import record
from wellserved.kit.clock import local_day
from wellserved.surveys.rules.confiding import HELD_FOR, closes, later


def open_ended(*, at: datetime) -> int:
    """Open the batches of every quarter whose tickets have ended. How many were opened. Safe to run twice."""
    ended = [quarter for quarter in _open_quarters() if closes(quarter, settings.TIME_ZONE) <= at]
    return sum(_open_quarter(quarter, at) for quarter in ended)


def _open_quarters() -> list[str]:
    return list(Pool.objects.filter(closed=False).order_by("quarter").values_list("quarter", flat=True).distinct())


@transaction.atomic
def _open_quarter(quarter: str, at: datetime) -> int:
    """All teams in one transaction: what is opened, what is held over and what is erased carry the same moment."""
    oldest = later(quarter, -HELD_FOR)
    pools = list(Pool.objects.select_for_update().filter(quarter__lte=quarter).order_by("team_id", "quarter"))
    due = [pool for pool in pools if pool.quarter == quarter and not pool.closed]
    opened, done = [], {pool.pk for pool in pools if pool.quarter <= oldest}
    for pool in due:
        held = held_in(pool)
        if not may_open(held):
            pool.content, pool.closed = sealed(without_marks(held)), True
            continue
        before = [one for one in pools if one.team_id == pool.team_id and oldest <= one.quarter < quarter]
        every = [said for one in (pool, *before) for said in held_in(one).said]
        opened.append(_batch(pool, every, at))
        done |= {one.pk for one in (pool, *before)}
    Batch.objects.bulk_create(opened)
    Pool.objects.bulk_update([pool for pool in due if pool.pk not in done], ["content", "closed"], batch_size=100)
    Pool.objects.filter(pk__in=done).delete()
    if opened:
        record(kind="confidences.opened", batches=len(opened))
    return len(opened)


def _batch(pool: Pool, every: list[Said], at: datetime) -> Batch:
    total = added_up(every)
    return Batch(
        team_id=pool.team_id,
        quarter=pool.quarter,
        opened_on=local_day(at, settings.TIME_ZONE),
        answers=total.answers,
        achieved=list(total.achieved),
        felt=list(total.felt),
        both=total.both,
        bullseye=total.bullseye,
        named=list(total.named),
        missing=list(total.missing),
        words=list(total.words),
    )
