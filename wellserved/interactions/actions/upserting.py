"""Bringing interactions in: the same source and external id is the same interaction, however often it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from wellserved.interactions import rules
from wellserved.interactions.actions import storing
from wellserved.interactions.actions.finding import Finder
from wellserved.interactions.actions.storing import COLUMNS, Stored
from wellserved.interactions.models import Interaction
from wellserved.interactions.shapes import InteractionIn, Report
from wellserved.journal.actions import record
from wellserved.journal.shapes import By
from wellserved.kit.clock import now

Key = tuple[str, str]
PLAIN = ("channel", "place", "subject", "scheduled_at", "opened_at", "closed_at", "matters")
NAMED = ("client", "contact", "team", "service")
AT = {column.removesuffix("_id"): place for place, column in enumerate(COLUMNS)}


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


def _accept(rows: Sequence[tuple[int, InteractionIn]], report: Report) -> dict[Key, tuple[int, InteractionIn]]:
    """The rows that may land, one for each interaction."""
    moment = now()
    accepted: dict[Key, tuple[int, InteractionIn]] = {}
    for line, row in rows:
        if reason := rules.why_not(row, moment):
            report.rejected.append((line, reason))
            continue
        key = (row.source, row.external_id)
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
    return replace(earlier, **said, given=None if earlier.given is None else earlier.given | later.given)


def _store(accepted: dict[Key, tuple[int, InteractionIn]], finder: Finder, report: Report) -> None:
    storing.one_writer()
    finder.meet(row for _, row in accepted.values())
    stored = storing.load(accepted)
    new: list[tuple[list[Any], set[int]]] = []
    changed: list[Stored] = []
    for key, (line, row) in accepted.items():
        before = stored.get(key)
        values, members, reason = _resolved(row, before, finder)
        if reason:
            report.rejected.append((line, reason))
            continue
        was = rules.Standing() if before is None else before.standing
        stands = rules.next_standing(was, values[AT["closed_at"]] is not None)
        if before is None:
            new.append(([*key, *values, stands.closings, stands.undecided], members or set()))
            continue
        frozen = was.closed
        keep = frozen or members is None or members == before.members
        if keep and values == before.values and stands == was:
            report.unchanged += 1
        else:
            changed.append(Stored(before.id, values, before.members if keep else members or set(), stands))
            report.updated += 1
    storing.create(new)
    storing.change(changed, stored)
    report.created += len(new)


def _resolved(row: InteractionIn, before: Stored | None, finder: Finder) -> tuple[list[Any], set[int] | None, str]:
    """The column values after this row, its members if it names any, and why it may not land after all."""
    values = list(before.values) if before else list(storing.BLANK)
    said = row.given
    try:
        team = finder.team(row.team).pk if row.team else None
        client = finder.client(row.client).pk if row.client else None
        contact = None
        if row.contact and (row.contact.email or row.contact.name):
            contact, contacts_client = finder.contact(row.contact, row.client)
            client = client or contacts_client
        service = finder.service(row.service) if row.service else None
        members = None
        if said is None or "members" in said:
            members = {finder.member(text, row.team) for text in row.members}
    except ValueError as reason:
        return values, None, str(reason)
    named = {"client": client, "contact": contact, "team": team, "service": service}
    for name in NAMED:
        if said is None or name in said or named[name] is not None:
            values[AT[name]] = named[name]
    for name in PLAIN:
        if said is None or name in said:
            values[AT[name]] = getattr(row, name)
    opened, closed = values[AT["opened_at"]], values[AT["closed_at"]]
    return values, members, rules.why_not_in_this_order(opened, closed)
