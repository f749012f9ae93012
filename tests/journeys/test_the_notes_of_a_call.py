"""The page puts copies of notes together as the server does; and whatever is typed, marked and merged, no word goes."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest

from tests.journeys.browser import Visits
from wellserved.listening.forms.noting import as_json
from wellserved.listening.rules.merging import Line, both_kept, merge, pieces

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def copies(chance: random.Random) -> list[Line]:
    """A copy as pages write them: of one line a revision has the same words everywhere."""
    ids = [UUID(int=n) for n in range(1, 6)]
    return [
        Line(
            id=ids[which],
            question=0,
            place=[1, 2.5, 2.5, 3, 4][which],
            text="" if removed else f"{which}.{revision}" + " " * (which % 2),
            is_quote=which == 3 and not removed,
            new_paragraph=which == 4 and not removed,
            revision=revision,
            beside=ids[which - 1] if which in (2, 4) else None,
            removed=removed,
        )
        for which in range(5)
        if chance.random() < 0.8
        for revision, removed in [(chance.randrange(1, 4), chance.random() < 0.3)]
    ]


def test_the_browser_merges_as_the_server_does(visit: Visits, live_server: Any) -> None:
    chance = random.Random(5)
    pairs = [(copies(chance), copies(chance)) for _ in range(400)]
    page = visit(live_server.url + "/sign-in/")
    got = page.evaluate(
        """async (pairs) => {
            const { merge, pieces, bothKept } = await import("/static/listening/call/lines.js");
            return pairs.map(([ours, theirs]) => {
                const lines = [...merge(ours, theirs).values()];
                return [lines.map((line) => [line.id, line.revision, line.removed, line.text]).sort(),
                    pieces(lines, 0).map(({ lead, text }) => [lead, text]), [...bothKept(lines)].sort()];
            });
        }""",
        [[as_json(ours), as_json(theirs)] for ours, theirs in pairs],
    )
    for (ours, theirs), (lines, shown, twice) in zip(pairs, got, strict=True):
        both = list(merge(ours, theirs).values())
        assert lines == sorted([str(line.id), line.revision, line.removed, line.text] for line in both)
        assert shown == [[lead, line.text] for lead, line in pieces(both, 0)]
        assert twice == sorted(map(str, both_kept(both)))


def test_whatever_is_typed_and_marked_the_lines_say_the_same(visit: Visits, live_server: Any) -> None:
    """Two pages type, delete, paste and mark by chance, and hear of each other: a field says what was typed."""
    page = visit(live_server.url + "/sign-in/")
    wrong = page.evaluate(
        """async () => {
            const { Notes, merge } = await import("/static/listening/call/lines.js");
            const { difference } = await import("/static/listening/call/typing.js");
            let seed = 7;
            const chance = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n, wrong = [];
            for (let round = 0; round < 400; round += 1) {
                const pages = [new Notes([], [0]), new Notes([], [0])];
                let server = [];
                for (let step = 0; step < 25; step += 1) {
                    const page = pages[chance(2)], value = page.text(0), what = chance(6);
                    if (what < 3) {
                        const start = chance(value.length + 1), gone = chance(Math.min(4, value.length - start + 1));
                        const words = ["", "a", "b c", "\\n", "x\\ny", " "][chance(6)];
                        const typed = value.slice(0, start) + words + value.slice(start + gone);
                        page.splice(0, ...difference(value, typed, start + words.length));
                        if (page.text(0) !== typed) wrong.push([value, typed, page.text(0)]);
                    } else if (what === 3 && value.length) {
                        const start = chance(value.length);
                        page.mark(0, start, start + 1 + chance(value.length - start));
                        if (page.text(0) !== value) wrong.push(["mark", value, page.text(0)]);
                    } else if (what === 4) {
                        server = [...merge(server, [...page.lines.values()]).values()];
                        page.hear(server);
                        if (!chance(5)) page.mine = new Set();
                    } else {
                        const again = new Notes([...page.lines.values()], [0]);
                        const plain = (one) => one.shown.get(0).map(({ text, quote }) => text + quote).join("|");
                        if (plain(again) !== plain(page)) wrong.push(["anew", plain(page), plain(again)]);
                    }
                }
            }
            return wrong;
        }"""
    )
    assert wrong == []
