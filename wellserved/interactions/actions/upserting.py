"""Bringing interactions in: the same source and external id is the same interaction, however often it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db import transaction

from wellserved.interactions import rules
from wellserved.interactions.actions import storing
from wellserved.interactions.actions.finding import Finder
from wellserved.interactions.actions.storing import COLUMNS, Stored
from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import InteractionIn, Report
from wellserved.interactions.standing import next_standing
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now

Key = tuple[str, str]
Known = tuple[Stored, int, InteractionIn]
Ids = tuple[Any, ...]  # in the order of NAMED, then those who served
PLAIN = ("channel", "place", "subject", "scheduled_at", "opened_at", "closed_at", "matters", "ask")
NAMED = ("client", "contact", "team", "service")
AT = {column.removesuffix("_id"): place for place, column in enumerate(COLUMNS)}
OPENED_AT, CLOSED_AT = AT["opened_at"], AT["closed_at"]


def upsert_interactions(
    *, rows: Sequence[tuple[int, InteractionIn]], by: By, finder: Finder | None = None, journal: bool = True
) -> Report:
    """Create or update each row's interaction. A row that may not land is reported; the rest lands.

    Some hundreds to some thousands of rows at once; all of a batch lands together. Of two rows with the same
    source and external id, what the later one says wins.
    """
    report = Report()
    accepted = _accept(rows, report)
    if accepted:
        finder = finder or Finder(by)
        with transaction.atomic():
            _store(accepted, finder, report)
            finder.tell()
            if journal and (report.created or report.updated):
                record(
                    kind="interactions.imported",
                    by=by,
                    created=report.created,
                    updated=report.updated,
                    unchanged=report.unchanged,
                    rejected=len(report.rejected),
                )
    report.rejected.sort()
    return report


def settle(*, ids: Sequence[int]) -> None:
    """Surveys has looked at these: they wait for no decision any more."""
    Interaction.objects.filter(pk__in=ids, undecided=True).update(undecided=False)


def leave_out(*, interaction_id: int) -> bool:
    """Nobody is asked about it when it closes. False if that was so already."""
    marked = Interaction.objects.filter(pk=interaction_id, ask=True).update(ask=False, updated_at=now())
    return bool(marked)


def _accept(rows: Sequence[tuple[int, InteractionIn]], report: Report) -> dict[Key, tuple[int, InteractionIn]]:
    """The rows that may land, one for each interaction."""
    moment = now()
    accepted: dict[Key, tuple[int, InteractionIn]] = {row[1][:2]: row for row in rows}
    if len(accepted) == len(rows) and rules.all_may_land([row for _, row in rows], moment):
        return accepted
    accepted = {}
    for line, row in rows:
        if reason := rules.why_not(row, moment):
            report.rejected.append((line, reason))
            continue
        key = row[:2]
        if key in accepted:
            report.unchanged += 1
            row = _merged(accepted[key][1], row)
        accepted[key] = (line, row)
    return accepted


def _merged(earlier: InteractionIn, later: InteractionIn) -> InteractionIn:
    """What two rows about the same interaction say together."""
    if later.given is None:
        return later
    said = {name: getattr(later, name) for name in later.given}
    return earlier._replace(**said, given=None if earlier.given is None else earlier.given | later.given)


def _store(accepted: dict[Key, tuple[int, InteractionIn]], finder: Finder, report: Report) -> None:
    storing.one_writer()
    finder.meet([row for _, row in accepted.values()])
    stored = storing.load(accepted)
    new = [row for key, row in accepted.items() if key not in stored] if stored else [*accepted.values()]
    _create(new, finder, report)
    if stored:
        _change([(stored[key], *row) for key, row in accepted.items() if key in stored], finder, report)


def _create(new: Sequence[tuple[int, InteractionIn]], finder: Finder, report: Report) -> None:
    """Those that nobody knew: together, or, when somebody in them cannot be understood, each by itself."""
    if not new:
        return
    rows = [row for _, row in new]
    try:
        named = finder.named(rows)
    except ValueError as reason:
        if len(new) == 1:
            report.rejected.append((new[0][0], str(reason)))
            return
        for row in new:
            _create([row], finder, report)
        return
    storing.create(rows, named)
    report.created += len(new)


def _change(known: Sequence[Known], finder: Finder, report: Report) -> None:
    """Those that are there already: what is different is written."""
    changed: list[Stored] = []
    for (before, line, row), named in _named(known, finder, report):
        values, members = _resolved(row, before, named)
        if reason := rules.why_not_in_this_order(values[OPENED_AT], values[CLOSED_AT]):
            report.rejected.append((line, reason))
            continue
        was = before.standing
        stands = next_standing(was, values[CLOSED_AT] is not None)
        frozen = was.closed
        keep = frozen or members is None or members == before.members
        if keep and values == before.values and stands == was:
            report.unchanged += 1
        else:
            changed.append(Stored(before.id, values, before.members if keep else members or set(), stands))
            report.updated += 1
    storing.change(changed, {before.id: before.members for before, _, _ in known})


def _named(known: Sequence[Known], finder: Finder, report: Report) -> Iterator[tuple[Known, Ids]]:
    """Each with the ids of whom it names; who cannot be understood is reported. Together, or else one by one."""
    try:
        named = finder.named([row for _, _, row in known])
    except ValueError as reason:
        if len(known) == 1:
            report.rejected.append((known[0][1], str(reason)))
            return
        for one in known:
            yield from _named([one], finder, report)
        return
    yield from zip(known, zip(*vars(named).values(), strict=True), strict=True)


def _resolved(row: InteractionIn, before: Stored, named: Ids) -> tuple[list[Any], set[int] | None]:
    """The column values after this row, and its members if it names any."""
    _, _, _, channel, place, _, _, _, _, opened, closed, scheduled, subject, matters, ask, given = row
    *names, served = named
    values: list[Any] = [*names, channel, place, subject, scheduled, opened, closed, matters, ask]
    for at in _unsaid(given):
        if at >= len(NAMED) or values[at] is None:  # an address can name the client, too
            values[at] = before.values[at]
    return values, set(served) if given is None or "members" in given else None


@lru_cache(maxsize=1_024)
def _unsaid(given: frozenset[str] | None) -> tuple[int, ...]:
    """Where among COLUMNS the fields stand that were not said, and so are left as they are."""
    return () if given is None else tuple(AT[name] for name in (*NAMED, *PLAIN) if name not in given)
