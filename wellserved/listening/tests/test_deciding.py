"""What was said lies in one theme at most; what was decided about it is a promise, and is told from it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.deciding import decide_theme, note_meeting
from wellserved.listening.actions.noting import note_in_call
from wellserved.listening.actions.sorting import (
    ClosedError,
    GoneError,
    drop_theme,
    ignore_group,
    make_theme,
    name_theme,
    sort_lines,
)
from wellserved.listening.models import CallLine, Meeting, Round, Sorted, Theme
from wellserved.listening.queries.decided import evidence_of, outcomes_for_calls, outcomes_of
from wellserved.listening.rules.deciding import is_a_note, places_between, state_of
from wellserved.listening.rules.merging import Line
from wellserved.listening.shapes import Decided
from wellserved.listening.tests.spoken import a_spoken_round, line_ids
from wellserved.promises.actions import break_promise, keep_promise, move_promise
from wellserved.promises.models import Promise
from wellserved.promises.queries import promises_of

SOON = (now() + timedelta(days=9)).date()


def lying_in(theme: Theme) -> list[Any]:
    return list(theme.sorted.order_by("place").values_list("line_id", flat=True))


def adjust(cast: Cast, theme: Theme, **otherwise: Any) -> Theme:
    said = {"action": "Open at half past seven", "owner_id": cast.lead.pk, "due_on": SOON, **otherwise}
    return decide_theme(theme_id=theme.pk, decided=Decided("adjust", **said), by=cast.admin_by, member=cast.member)


def test_what_was_said_lies_where_the_last_one_put_it(cast: Cast) -> None:
    one = a_spoken_round(cast)
    a, b, c, d = line_ids(one, is_quote=True)[:4]
    hours = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=[a, b])
    desk = make_theme(round_id=one.pk, name="The desk", by=cast.admin_by)
    sort_lines(round_id=one.pk, line_ids=[c, d], theme_id=hours.pk, before=b, by=cast.admin_by)
    assert lying_in(hours) == [a, c, d, b]
    sort_lines(round_id=one.pk, line_ids=[d], theme_id=desk.pk, by=cast.admin_by)
    sort_lines(round_id=one.pk, line_ids=[b], theme_id=hours.pk, before=a, by=cast.admin_by)
    assert (lying_in(hours), lying_in(desk)) == ([b, a, c], [d])
    sort_lines(round_id=one.pk, line_ids=[a], theme_id=None, by=cast.admin_by)
    assert lying_in(hours) == [b, c]
    assert Meeting.objects.get(round=one).version == 6
    # A neighbour that went elsewhere is no neighbour: the note stands at the end.
    sort_lines(round_id=one.pk, line_ids=[a], theme_id=hours.pk, before=d, by=cast.admin_by)
    assert lying_in(hours) == [b, c, a]


def test_there_is_always_room_between_two(cast: Cast) -> None:
    one = a_spoken_round(cast, calls=4)
    first, last, *others = line_ids(one)
    theme = make_theme(round_id=one.pk, name="All", by=cast.admin_by, line_ids=[first, last])
    expected = [first, last]
    for _ in range(3):
        for line in others:
            sort_lines(round_id=one.pk, line_ids=[line], theme_id=theme.pk, before=expected[1], by=cast.admin_by)
            expected = [first, line, *(pk for pk in expected[1:] if pk != line)]
    assert lying_in(theme) == expected


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(1, 50))
def test_places_stand_between_their_neighbours_in_order(low: float, gap: float, n: int) -> None:
    found = places_between(low, low + gap, n)
    if found is None:
        assert gap < 0.001
    else:
        assert [low, *found, low + gap] == sorted({low, *found, low + gap})
    assert (places_between(low, None, n) or [])[0] > low > (places_between(None, low, n) or [])[-1]


def test_nothing_of_another_round_and_nothing_that_is_gone_is_moved(cast: Cast) -> None:
    one = a_spoken_round(cast)
    a, b, *_ = line_ids(one)
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=[a])
    other = Round.objects.create(name="x", first_day=SOON, last_day=SOON, state="running")
    with pytest.raises(GoneError):
        sort_lines(round_id=other.pk, line_ids=[a], theme_id=None, by=cast.admin_by)
    with pytest.raises(GoneError):
        sort_lines(round_id=one.pk, line_ids=[uuid4()], theme_id=theme.pk, by=cast.admin_by)
    CallLine.objects.filter(pk=b).update(removed_at=now())
    with pytest.raises(GoneError):
        sort_lines(round_id=one.pk, line_ids=[b], theme_id=theme.pk, by=cast.admin_by)
    drop_theme(theme_id=theme.pk, by=cast.admin_by)
    with pytest.raises(GoneError):
        sort_lines(round_id=one.pk, line_ids=[a], theme_id=theme.pk, by=cast.admin_by)
    assert not Sorted.objects.exists()


def test_an_ended_round_is_only_read(cast: Cast) -> None:
    one = a_spoken_round(cast)
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by)
    Round.objects.filter(pk=one.pk).update(state=Round.State.ENDED)
    for act in (
        lambda: make_theme(round_id=one.pk, name="More", by=cast.admin_by),
        lambda: name_theme(theme_id=theme.pk, name="More", by=cast.admin_by),
        lambda: adjust(cast, theme),
        lambda: drop_theme(theme_id=theme.pk, by=cast.admin_by),
        lambda: note_meeting(round_id=one.pk, held_on=SOON, present=[], by=cast.admin_by),
        lambda: ignore_group(round_id=one.pk, line_ids=line_ids(one), by=cast.admin_by),
    ):
        with pytest.raises(ClosedError):
            act()


def test_an_action_is_its_owners_promise_and_what_became_of_it_is_told(cast: Cast) -> None:
    one = a_spoken_round(cast)
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=line_ids(one, question=2))
    adjust(cast, theme, owner_id=None)
    assert (outcomes_of(one.pk)[0].state, Promise.objects.count()) == ("unsaid", 0)
    adjust(cast, theme)
    promise = promises_of(cast.lead.pk).get()
    assert (promise.text, promise.source_kind, promise.source_id) == ("Open at half past seven", "theme", theme.pk)
    adjust(cast, theme, owner_id=cast.member.pk)  # the same promise, somebody else's
    assert promises_of(cast.member.pk).get() == promise
    move_promise(promise_id=promise.pk, due_at=now() - timedelta(days=1), word="The keys are late", by=cast.admin_by)
    [found] = outcomes_of(one.pk)
    assert (found.state, found.owner, found.due_on, found.word) == ("late", "Milo Member", SOON, "The keys are late")
    adjust(cast, theme, owner_id=cast.member.pk)  # said again: who moved it keeps their day
    assert outcomes_of(one.pk)[0].state == "late"
    keep_promise(promise_id=promise.pk, by=cast.admin_by)
    assert outcomes_of(one.pk)[0].state == "done"
    with pytest.raises(ClosedError):
        adjust(cast, theme, action="Something else")


def test_a_decision_taken_back_takes_the_promise_with_it(cast: Cast) -> None:
    one = a_spoken_round(cast)
    theme = adjust(cast, make_theme(round_id=one.pk, name="Hours", by=cast.admin_by))
    with pytest.raises(ClosedError):
        drop_theme(theme_id=theme.pk, by=cast.admin_by)
    before = make_theme(round_id=one.pk, name="Walk in", by=cast.admin_by)
    keeps = Decided("keep", confirms_id=before.pk, action="not for a keep")
    decide_theme(theme_id=theme.pk, decided=keeps, by=cast.admin_by)
    assert not Promise.objects.exists()
    assert (outcomes_of(one.pk)[0].confirms, outcomes_of(one.pk)[0].action) == ("Walk in (Autumn round)", "")
    decide_theme(theme_id=theme.pk, decided=Decided(""), by=cast.admin_by)
    drop_theme(theme_id=theme.pk, by=cast.admin_by)
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"theme.made", "theme.decided", "theme.dropped", "promise.made", "promise.withdrawn"} <= kinds
    assert "Hours" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_broken_promise_is_a_dropped_action(cast: Cast) -> None:
    one = a_spoken_round(cast)
    theme = adjust(cast, make_theme(round_id=one.pk, name="Hours", by=cast.admin_by))
    assert theme.promise is not None
    break_promise(promise_id=theme.promise.pk, word="Nobody has a key", by=cast.admin_by)
    [found] = outcomes_of(one.pk)
    assert (found.state, found.word) == ("dropped", "Nobody has a key")


def test_what_somebody_said_leads_to_what_was_decided_about_it(cast: Cast) -> None:
    one = a_spoken_round(cast)
    first, second = CallLine.objects.values_list("call_id", flat=True).distinct().order_by("call_id")
    desk = make_theme(round_id=one.pk, name="The desk", by=cast.admin_by, line_ids=line_ids(one, question=1))
    hours = line_ids(one, question=2, call_id=first)
    theme = adjust(cast, make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=hours))
    found = outcomes_for_calls([first, second])
    assert [outcome.theme_id for outcome in found[first]] == [desk.pk, theme.pk]
    assert [outcome.theme_id for outcome in found[second]] == [desk.pk]
    said = found[first][1].said
    assert [one.sentence for one in said] == ["I start at seven, and you open at nine.", "The hours."]
    assert [(one.kind, one.id) for one in evidence_of(theme.pk)] == [("theme", theme.pk), *[("call", first)] * 2]
    CallLine.objects.filter(pk__in=hours).update(removed_at=now())
    assert [outcome.theme_id for outcome in outcomes_for_calls([first])[first]] == [desk.pk]


@pytest.mark.parametrize(
    ("decision", "promise", "state"),
    [
        ("", "", "undecided"),
        ("keep", "", "kept_up"),
        ("adjust", "", "unsaid"),
        ("adjust", "open", "late"),
        ("adjust", "kept", "done"),
        ("adjust", "broken", "dropped"),
    ],
)
def test_what_became_of_a_decision(decision: str, promise: str, state: str) -> None:
    due = datetime(2026, 12, 1, 16, tzinfo=UTC)
    assert state_of(decision, promise, due, due + timedelta(minutes=1)) == state
    if state == "late":
        assert state_of(decision, promise, due, due) == "open"


def test_a_comma_between_two_quotes_is_no_note() -> None:
    assert [is_a_note(text) for text in ("", " , ", "…", "a", "ok", "快", "متى")] == [False] * 4 + [True] * 3


def test_the_meeting_has_a_day_and_people(cast: Cast) -> None:
    one = a_spoken_round(cast)
    present = [cast.lead.pk, cast.member.pk]
    note_meeting(round_id=one.pk, held_on=date(2026, 12, 4), present=present, by=cast.admin_by)
    meeting = Meeting.objects.get(round=one)
    assert (meeting.held_on, meeting.present.count(), meeting.version) == (date(2026, 12, 4), 2, 1)


def test_who_promised_the_action_reads_why_though_they_had_no_part_in_the_round(cast: Cast) -> None:
    one = a_spoken_round(cast)
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=line_ids(one, is_quote=True)[:2])
    outsider = cast.browser("outsider")
    assert outsider.get(f"/themes/{theme.pk}/").status_code == 404
    theme = adjust(cast, theme, owner_id=cast.outsider.pk)
    assert theme.promise is not None
    page = outsider.get(f"/themes/{theme.pk}/")
    assert page.status_code == 200 and "Your promise, from" in page.content.decode()
    assert f"/rounds/{one.pk}/" not in page.content.decode() and "<form" not in main_of(page.content.decode())
    assert outsider.post(f"/themes/{theme.pk}/", {"decision": "keep"}).status_code == 404
    assert outsider.post(f"/themes/{theme.pk}/name/", {"name": "x"}).status_code == 404


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_a_note_that_another_page_changes_stays_in_its_theme(cast: Cast) -> None:
    one = a_spoken_round(cast)
    [old, other] = CallLine.objects.filter(pk__in=line_ids(one, is_quote=True)[:2]).order_by("call_id", "question")
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=[old.pk, other.pk])
    version = Meeting.objects.get().version
    new = Line(uuid4(), old.question, old.place, "Just walk in; they do not bite.", is_quote=True, beside=old.pk)
    gone = Line(old.pk, old.question, old.place, "", revision=old.revision, removed=True)
    for _ in range(2):  # a copy that comes again changes nothing
        note_in_call(call_id=old.call_id, lines=[new, gone], by=cast.admin_by)
    assert lying_in(theme) == [new.id, other.pk]
    assert Meeting.objects.get().version == version + 1
