"""Formats: those that are built in, and those that teams made."""

from __future__ import annotations

from django.db.models import Q

from wellserved.explanations.builtin import BUILT_IN
from wellserved.explanations.models import Format
from wellserved.explanations.shapes import PageFormat

OWN = "own:"
_BUILT_IN = {one.key: one for one in BUILT_IN}


def formats_for(team_id: int | None) -> list[PageFormat]:
    """What this team may choose from: the built-in ones, the house's and its own. One query."""
    rows = Format.objects.filter(Q(team=None) | Q(team_id=team_id), archived_at=None)
    return [*BUILT_IN, *(page_format(row) for row in rows.select_related("made_by").order_by("pk"))]


def format_of(key: str) -> PageFormat:
    """By its key; one that is set aside stays readable, and what nobody knows any more reads as a letter."""
    if key in _BUILT_IN:
        return _BUILT_IN[key]
    number = key.removeprefix(OWN)
    row = None
    if key.startswith(OWN) and number.isascii() and number.isdigit() and len(number) < 19:
        row = Format.objects.filter(pk=int(number)).select_related("made_by").first()
    return page_format(row) if row else BUILT_IN[0]


def formats_by_key(keys: set[str]) -> dict[str, PageFormat]:
    """Several at once. One query at most."""
    own = {int(key.removeprefix(OWN)) for key in keys if key.startswith(OWN)}
    rows = Format.objects.filter(pk__in=own).select_related("made_by") if own else ()
    found = {f"{OWN}{row.pk}": page_format(row) for row in rows}
    return {key: _BUILT_IN.get(key) or found.get(key) or BUILT_IN[0] for key in keys}


def page_format(row: Format) -> PageFormat:
    return PageFormat(
        key=f"{OWN}{row.pk}",
        name=row.name,
        about=row.about,
        template=row.template,
        channel=row.channel,
        tone=row.tone,
        words=row.words,
        prompts=dict(row.prompts),
        source=row.source,
        team_id=row.team_id,
        made_by=row.made_by.name if row.made_by else "",
        built_in=False,
    )
