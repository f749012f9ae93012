"""What it is worth, as a table to take away. Shares are numbers from 0 to 1, complaints are told per interaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wellserved.insight.sheets import interval_cells, rate_columns
from wellserved.insight.worth.looking import WorthLook
from wellserved.insight.worth.rules import next_quarter
from wellserved.insight.worth.shapes import Worth
from wellserved.kit.tables import Cell, Column, Table, columns

HEAD = (*columns("what name"), *columns("from to", "day"), Column("count", "whole"), *rate_columns("rate"))


def worth_table(seen: Worth, look: WorthLook) -> Table:
    """Each figure as a line."""
    return Table(HEAD, _rows(seen, look))


def _rows(seen: Worth, look: WorthLook) -> Iterator[tuple[Cell, ...]]:
    days = (look.period.first, look.period.last)
    never = (None, None)
    yield "bullseye", "", *days, None, *interval_cells(seen.bullseye)
    for one in seen.complaints.quarters:
        over = (one.first, next_quarter(one.first) - timedelta(days=1))
        yield "complaints", one.name, *over, one.complaints, *interval_cells(one.rate)
        yield "bullseye", one.name, *over, None, *interval_cells(one.bullseye)
    yield "complaints, newer against older", "", *never, None, *interval_cells(seen.complaints.ratio)
    if seen.active:
        yield "clients served again", "", *never, seen.active.now, *interval_cells(seen.active.stayed)
        yield "bullseye before, served again", "", *never, None, *interval_cells(seen.active.bullseye_stayed)
        yield "bullseye before, not served again", "", *never, None, *interval_cells(seen.active.bullseye_gone)
    if seen.contracts:
        running, stayed = seen.contracts.running, seen.contracts.stayed
        yield "contracts of a year ago that run", "", *never, running, *interval_cells(stayed)
    back = seen.back
    yield f"came back within {back.within} days", "", *days, back.people, *interval_cells(back.share)
    for client in seen.clients:
        yield "client bullseye", client.name, *days, None, *interval_cells(client.bullseye)
        yield "client complaints", client.name, *days, client.complaints, *interval_cells(client.rate)
        yield "client came back", client.name, *days, None, *interval_cells(client.back)
    yield "sent by others, bullseye", "", *days, seen.referred.people, *interval_cells(seen.referred.bullseye)
    for referrer in seen.referred.referrers:
        yield "sent by", referrer.name, *days, referrer.people, None, None, None, None
