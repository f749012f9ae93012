"""What a round's meeting decided, what became of it, and which of it answers what somebody said in a call."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db.models import QuerySet

from wellserved.kit.clock import now
from wellserved.listening.models import Sorted, Theme
from wellserved.listening.rules.deciding import state_of
from wellserved.listening.shapes import Evidence, Outcome


def outcomes_of(round_id: int) -> list[Outcome]:
    """Every theme of a round in the board's order, with what people said in it. Two queries."""
    themes = list(_themes().filter(round_id=round_id).order_by("place", "pk"))
    said = _said(theme.pk for theme in themes)
    return [_outcome(theme, said.get(theme.pk, [])) for theme in themes]


def outcomes_for_calls(call_ids: Collection[int]) -> dict[int, list[Outcome]]:
    """For each call the themes in which something lies that was said in it, with that alone. Two queries."""
    rows = list(_rows().filter(line__call_id__in=call_ids))
    themes = {theme.pk: theme for theme in _themes().filter(pk__in={row[0] for row in rows})}
    found: dict[int, dict[int, list[Evidence]]] = {}
    for theme_id, call_id, text, quote in rows:
        found.setdefault(call_id, {}).setdefault(theme_id, []).append(Evidence("call", call_id, text, quote))
    return {
        call_id: sorted(
            (_outcome(themes[pk], said) for pk, said in theirs.items()), key=lambda one: themes[one.theme_id].place
        )
        for call_id, theirs in found.items()
    }


def outcome_of(theme: Theme) -> Outcome:
    """One theme, with what people said in it."""
    return _outcome(theme, _said([theme.pk]).get(theme.pk, []))


def evidence_of(theme_id: int) -> tuple[Evidence, ...]:
    """A theme and what was said in it, as evidence for something else: the theme first."""
    theme = Theme.objects.get(pk=theme_id)
    return (Evidence("theme", theme.pk, theme.name), *_said([theme.pk]).get(theme.pk, []))


def _themes() -> QuerySet[Theme]:
    return Theme.objects.select_related("owner", "promise", "confirms__round")


def _rows() -> QuerySet[Sorted, tuple[int, int, str, bool]]:
    lying = Sorted.objects.filter(line__removed_at=None, line__call__contact__isnull=False).order_by(
        "-line__is_quote", "place", "pk"
    )
    return lying.values_list("theme_id", "line__call_id", "line__text", "line__is_quote")


def _said(theme_ids: Iterable[int]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for theme_id, call_id, text, quote in _rows().filter(theme_id__in=list(theme_ids)):
        found.setdefault(theme_id, []).append(Evidence("call", call_id, text, quote))
    return found


def _outcome(theme: Theme, said: list[Evidence]) -> Outcome:
    promise = theme.promise
    one = Outcome(
        theme_id=theme.pk,
        round_id=theme.round_id,
        name=theme.name,
        decision=theme.decision,
        confirms=confirms_said(theme),
        action=theme.action,
        owner_id=theme.owner_id,
        owner=theme.owner.name if theme.owner else "",
        due_on=theme.due_on,
        state=state_of(theme.decision, promise.state if promise else "", promise.due_at if promise else None, now()),
        said=tuple(said),
    )
    if promise is None:
        return one
    return replace(one, due_at=promise.due_at, ended_at=promise.ended_at, word=promise.closing_word)


def confirms_said(theme: Theme) -> str:
    """The earlier decision that a theme confirms, in words."""
    if theme.confirms is None:
        return theme.confirms_words
    before = theme.confirms
    return f"{before.action or before.name} ({before.round.name})"
