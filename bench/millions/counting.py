"""Counting it all afresh, as `wellserved recount` does."""

from __future__ import annotations

import json
import resource
import sys
import time

from django.db import connection

from wellserved.insight.recounting import recount
from wellserved.tallies.models import MonthTally
from wellserved.tallies.queries import Where, sums


def rebuild() -> None:
    begun = MonthTally.objects.order_by("-month").values_list("month", flat=True).first()
    began, read = time.monotonic(), 0
    for month, changes in recount(begun):  # stopped before: from the last month that was counted
        read += changes
        print(
            f"    {month:%Y-%m}: {read:,} changes after {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True
        )
    took = time.monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    [total] = sums(Where())
    answers = total["answered"] + total["by_doors"]
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = {"seconds": took, "read": read, "answers": answers, "whole": begun is None}
    print(json.dumps({**found, "memory_mb": used.ru_maxrss // 1024, "own_core_seconds": used.ru_utime + used.ru_stime}))
