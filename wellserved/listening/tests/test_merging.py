"""Whatever was noted, wherever, in whichever order it arrives: no word is lost, and every copy ends up the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wellserved.listening.rules.merging import Line, both_kept, merge, pieces, running_text
from wellserved.listening.rules.rewriting import rewritten

IDS = [UUID(int=n) for n in range(1, 5)]
WORDS = st.text(alphabet="ab \n“é", max_size=6)
lines = st.builds(
    Line,
    id=st.sampled_from(IDS),
    question=st.integers(0, 1),
    place=st.sampled_from([1.0, 1.5, 2.0]),
    text=WORDS,
    is_quote=st.booleans(),
    new_paragraph=st.booleans(),
    revision=st.integers(1, 3),
    beside=st.none() | st.sampled_from(IDS),
    removed=st.booleans(),
)
copies = st.lists(lines, max_size=8)


def one(copy: Iterable[Line]) -> list[Line]:
    return list(merge(copy, []).values())


def as_written(ids: list[tuple[int, int, bool]]) -> list[Line]:
    """A copy as pages write them: of one line a revision has the same words everywhere."""
    return [
        Line(IDS[which], which % 2, which + revision / 4, f"{which}.{revision}", revision=revision, removed=removed)
        for which, revision, removed in ids
    ]


written = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), st.booleans()), max_size=8).map(as_written)


@given(written, written, written)
def test_order_does_not_matter_and_twice_is_once(a: list[Line], b: list[Line], c: list[Line]) -> None:
    assert merge(a, b) == merge(b, a)
    assert merge(one(a), merge(b, c).values()) == merge(merge(a, b).values(), one(c))
    both = merge(a, b)
    assert merge(both.values(), both.values()) == merge(both.values(), b) == both


@given(copies, copies)
def test_copies_that_no_page_writes_keep_the_newest_words_too(a: list[Line], b: list[Line]) -> None:
    """Of one revision several wordings: all are kept, whichever copy comes first."""
    a, b = one(a), one(b)
    both = merge(a, b)
    assert both == merge(b, a) == merge(both.values(), b) == merge(a, both.values())
    kept = {line.text for line in both.values() if not line.removed}
    for pk in {line.id for line in (*a, *b)}:
        known = [line for line in (*a, *b) if line.id == pk]
        newest = max(line.rank for line in known)
        assert {line.text for line in known if line.rank == newest and line.text and not line.removed} <= kept


class Page:
    """One page that shows a call, as the script keeps it: it changes its own lines, and writes beside others'."""

    def __init__(self) -> None:
        self.lines: dict[UUID, Line] = {}
        self.mine: set[UUID] = set()

    def write(self, words: str) -> None:
        line = Line(uuid4(), 0, float(len(self.lines)), words)
        self.mine.add(line.id)
        self.lines[line.id] = line

    def change(self, which: int, words: str) -> None:
        shown = [line for line in self.lines.values() if not line.removed]
        if not shown:
            return self.write(words)
        line = shown[which % len(shown)]
        if line.id in self.mine:
            self.lines[line.id] = replace(line, text=words, revision=line.revision + 1)
            return None
        self.lines[line.id] = line.without_words()
        fresh = Line(uuid4(), 0, line.place, words, beside=line.id)
        self.mine.add(fresh.id)
        self.lines[fresh.id] = fresh
        return None

    def take_away(self, which: int) -> str:
        shown = [line for line in self.lines.values() if not line.removed]
        if not shown:
            return ""
        line = shown[which % len(shown)]
        self.lines[line.id] = line.without_words()
        return line.text

    def hears(self, copy: Iterable[Line]) -> None:
        self.lines = merge(self.lines.values(), copy)


steps = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(["write", "change", "remove", "send", "again", "reload"]), st.integers(0, 5)
    ),
    max_size=40,
)


@given(steps)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_no_word_that_anybody_wrote_last_is_lost(story: list[tuple[int, str, int]]) -> None:
    """Three pages write, change and take away, sync when they can and late once more; every word is numbered, so that
    it can be seen which were changed or taken away by somebody who had seen them."""
    pages, server, late = [Page(), Page(), Page()], Page(), list[list[Line]]()
    standing: set[str] = set()  # every word that nobody has changed or taken away
    for number, (who, what, which) in enumerate(story):
        page, word = pages[who], f"w{number}"
        if what == "write":
            page.write(word)
            standing.add(word)
        elif what == "change":
            before = {line.text for line in page.lines.values() if not line.removed}
            page.change(which, word)
            standing -= before - {line.text for line in page.lines.values() if not line.removed}
            standing.add(word)
        elif what == "remove":
            standing.discard(page.take_away(which))
        elif what == "send":
            late.append(list(page.lines.values()))
            server.hears(page.lines.values())
            page.hears(server.lines.values())
        elif what == "again" and late:
            server.hears(late[which % len(late)])
        elif what == "reload":  # a page that is opened anew writes no line of the one before
            page.mine = set()
    for page in (*pages, *pages):
        server.hears(page.lines.values())
        page.hears(server.lines.values())
    assert pages[0].lines == pages[1].lines == pages[2].lines == server.lines
    assert standing <= {line.text for line in server.lines.values() if not line.removed}


def test_who_edits_in_two_places_finds_both() -> None:
    here, there = Page(), Page()
    here.write("Likes the desk.")
    there.hears(here.lines.values())
    there.change(0, "Likes the desk, and Lena.")
    alone = merge(here.lines.values(), there.lines.values()).values()
    assert running_text(list(alone), 0) == "Likes the desk, and Lena." and not both_kept(alone)
    here.change(0, "Likes the walk-up desk.")
    both = list(merge(here.lines.values(), there.lines.values()).values())
    assert running_text(both, 0) == "Likes the walk-up desk.\nLikes the desk, and Lena."
    assert len(both_kept(both)) == 2
    here.hears(both)
    here.take_away(0)
    assert not both_kept(here.lines.values()), "one of them was taken away: there is nothing to tell any more"


def test_two_who_change_a_third_ones_line_are_both_kept() -> None:
    first, here, there = Page(), Page(), Page()
    first.write("Tour")
    for page in (here, there):
        page.hears(first.lines.values())
        page.change(0, "Tour for new staff" if page is here else "Tour, then a colleague")
    both = list(merge(here.lines.values(), there.lines.values()).values())
    assert len(both_kept(both)) == 2 and "\n" in running_text(both, 0)


def test_words_of_two_pages_do_not_run_into_one_and_quotes_keep_what_stands_around_them() -> None:
    known = [Line(IDS[0], 0, 1, "Phone"), Line(IDS[1], 0, 2, "queue"), Line(IDS[2], 0, 3, "so fast", is_quote=True)]
    known += [Line(IDS[3], 0, 4, ".")]
    assert running_text(known, 0) == "Phone queueso fast."
    assert [lead for lead, _ in pieces(known, 0)] == ["", " ", "", ""]


@given(st.lists(WORDS, max_size=4))
def test_a_field_sent_as_plain_text_holds_that_text_and_its_quotes(fields: list[str]) -> None:
    known: dict[UUID, Line] = {}
    for text in fields:
        changes = rewritten(list(known.values()), 0, text, uuid4)
        known = merge(known.values(), changes)
        assert running_text(list(known.values()), 0) == text
        assert rewritten(list(known.values()), 0, text, uuid4) == []
        assert rewritten(list(known.values()), 1, "", uuid4) == []


def test_a_quote_stays_one_while_its_words_do() -> None:
    known = [Line(IDS[0], 0, 1, "Desk. "), Line(IDS[1], 0, 2, "“so fast”", is_quote=True)]
    after = merge(known, rewritten(known, 0, "At the desk: “so fast”. Yes\nand more", uuid4))
    shown = [(line.text, line.is_quote) for _, line in pieces(list(after.values()), 0)]
    assert shown == [("At the desk: ", False), ("“so fast”", True), (". Yes", False), ("and more", False)]
    gone = merge(after.values(), rewritten(list(after.values()), 0, "so quick", uuid4))
    assert not any(line.is_quote for line in gone.values())
