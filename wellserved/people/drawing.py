"""The service map as a picture: two columns, lines between them, in the order that crosses least. Pure.

Teams stand on the left, customers on the right: our own teams first, then who is inside, then who is outside. Within
that, both columns are ordered by barycentre sweeps (Sugiyama, Tagawa and Toda, 1981). Where there are many customers,
those that the same teams serve stand together as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GROUPS = {"team": "Our own teams", "internal": "In our house", "external": "Outside"}
ALONE_AT_MOST = 36  # with more customers than this, those with the same teams are drawn as one
SWEEPS = 12


class Served(NamedTuple):
    """One line of the map."""

    team: str
    customer: str
    kind: str  # team, internal, external


@dataclass(frozen=True)
class Size:
    """How wide the picture is and how much of a name fits."""

    width: int
    left: int  # how wide a team's box is
    right: int  # where the customers' names begin
    left_letters: int
    right_letters: int
    row: int = 26
    heading: int = 34
    box: int = 34


WIDE = Size(width=920, left=210, right=610, left_letters=26, right_letters=38)
NARROW = Size(width=344, left=136, right=204, left_letters=20, right_letters=22, row=24, box=30)


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    y: float


@dataclass(frozen=True)
class TeamBox:
    """A team on the left, with the lines to whom it serves."""

    label: Label
    top: float
    paths: tuple[tuple[str, str], ...]  # (the kind of customer, an SVG path)


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    box_width: int
    box_height: int
    teams: tuple[TeamBox, ...]
    customers: tuple[Label, ...]
    headings: tuple[Label, ...]
    dots: tuple[tuple[float, float], ...]


def group_of(kind: str) -> int:
    """Where a kind of customer stands: 0, 1, 2."""
    return list(GROUPS).index(kind)


def draw_map(lines: Iterable[Served], size: Size = WIDE) -> Picture:
    """The picture of these lines. The same lines make the same picture, in whatever order they come."""
    lines = sorted(set(lines), key=lambda line: (line.team.casefold(), line.kind, line.customer.casefold()))
    nodes = _nodes(lines)
    teams = list(dict.fromkeys(line.team for line in lines))
    order, places = _ordered(teams, nodes)
    rows, headings, bottom = _stacked([nodes[place] for place in places], size)
    spots = dict(zip([nodes[place] for place in places], rows, strict=True))
    tops = _beside(order, nodes, spots, bottom, size)
    height = max(bottom, tops[-1] + size.box if tops else 0) + 12
    boxes = tuple(
        TeamBox(
            Label(_cut(team, size.left_letters), 14 if size.width > 500 else 10, top + size.box / 2),
            top,
            tuple(
                (node.kind, _path(size.left, top + size.box / 2, size.right - 14, spots[node]))
                for node in spots
                if team in node.teams
            ),
        )
        for team, top in zip(order, tops, strict=True)
    )
    labels = tuple(Label(node.said(size.right_letters), size.right, y) for node, y in spots.items())
    dots = tuple((size.right - 12, y) for y in spots.values())
    return Picture(size.width, round(height), size.left, size.box, boxes, labels, tuple(headings), dots)


def crossings(edges: Sequence[tuple[int, int]]) -> int:
    """How many pairs of lines cross between two columns; an edge is (place on the left, place on the right)."""
    return sum((a[0] - b[0]) * (a[1] - b[1]) < 0 for i, a in enumerate(edges) for b in edges[i + 1 :])


@dataclass(frozen=True)
class _Node:
    """A customer, or several that the same teams serve."""

    names: tuple[str, ...]
    kind: str
    teams: frozenset[str]

    def said(self, letters: int) -> str:
        if len(self.names) == 1:
            return _cut(self.names[0], letters)
        more = f" and {len(self.names) - 1} more"
        return _cut(self.names[0], letters - len(more)) + more


def _nodes(lines: Sequence[Served]) -> list[_Node]:
    served: dict[tuple[str, str], set[str]] = {}
    for line in lines:
        served.setdefault((line.kind, line.customer), set()).add(line.team)
    alone = [_Node((name,), kind, frozenset(teams)) for (kind, name), teams in served.items()]
    if len(alone) <= ALONE_AT_MOST:
        return sorted(alone, key=lambda node: (group_of(node.kind), node.names))
    together: dict[tuple[str, frozenset[str], str], list[str]] = {}
    for node in alone:
        own = node.names[0] if node.kind == "team" else ""  # a team of ours stands for itself
        together.setdefault((node.kind, node.teams, own), []).append(node.names[0])
    found = [_Node(tuple(names), kind, teams) for (kind, teams, _), names in together.items()]
    return sorted(found, key=lambda node: (group_of(node.kind), node.names))


def _ordered(teams: list[str], nodes: list[_Node]) -> tuple[list[str], list[int]]:
    """Both columns in the order, of those tried, that crosses least."""
    order, places = teams, list(range(len(nodes)))
    best = (_crossed(order, places, nodes), order, places)
    for _ in range(SWEEPS):
        rank = {team: place for place, team in enumerate(order)}
        places = sorted(places, key=lambda i: (group_of(nodes[i].kind), _mean(rank[t] for t in nodes[i].teams), i))
        spot = {i: place for place, i in enumerate(places)}
        order = sorted(order, key=lambda t: (_mean(spot[i] for i in places if t in nodes[i].teams), t))
        best = min(best, (_crossed(order, places, nodes), order, places), key=lambda tried: tried[0])
    return best[1], best[2]


def _crossed(order: list[str], places: list[int], nodes: list[_Node]) -> int:
    rank = {team: place for place, team in enumerate(order)}
    return crossings([(rank[team], place) for place, i in enumerate(places) for team in nodes[i].teams])


def _stacked(nodes: list[_Node], size: Size) -> tuple[list[float], list[Label], float]:
    """The middle of each row on the right, the headings between them, and where it all ends."""
    y, rows, headings, kind = 0.0, [], [], ""
    for node in nodes:
        if node.kind != kind:
            kind = node.kind
            y += size.heading
            headings.append(Label(GROUPS[kind], size.right - 16, y - 12))
        rows.append(y + size.row / 2)
        y += size.row
    return rows, headings, y


def _beside(order: list[str], nodes: list[_Node], spots: dict[_Node, float], bottom: float, size: Size) -> list[float]:
    """The top of each team's box: as near to the middle of its customers as the others leave room."""
    apart = size.box + 14
    tops: list[float] = []
    for team in order:
        wished = _mean(spots[node] for node in nodes if team in node.teams) - size.box / 2
        tops.append(max(wished, tops[-1] + apart if tops else 6))
    limit = max(bottom, 6 + apart * len(order)) - size.box
    for i in range(len(tops) - 1, -1, -1):
        tops[i] = max(min(tops[i], limit), 6 + i * apart)
        limit = tops[i] - apart
    return tops


def _path(x1: float, y1: float, x2: float, y2: float) -> str:
    middle = (x1 + x2) / 2
    return f"M{x1:g} {y1:.1f}C{middle:g} {y1:.1f} {middle:g} {y2:.1f} {x2:g} {y2:.1f}"


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
