"""The board: who sees what was said, how it is moved, and how cheaply one asks whether something changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.kit.clock import now
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import make_theme, name_theme
from wellserved.listening.models import Call, CallLine, Meeting, Round, Theme
from wellserved.listening.rules.merging import PROMISED
from wellserved.listening.shapes import Decided
from wellserved.listening.tests.spoken import a_spoken_round, hold, line_ids
from wellserved.people.models import Client, Contact

JSON = {"HTTP_ACCEPT": "application/json"}


def test_it_says_who_heard_it_and_not_who_said_it(cast: Cast) -> None:
    one = a_spoken_round(cast)
    page = cast.browser("member").get(f"/rounds/{one.pk}/board/").content.decode()
    assert "Somebody looks up the moment you come in." in page and "Lena, The internal client" in page
    names = list(Contact.objects.filter(calls__round=one).values_list("name", flat=True))
    assert len(names) == 6 and not [name for name in names if name in page]
    assert "2 of 6 calls held" in page


def test_a_call_that_was_not_held_and_a_line_that_was_taken_away_are_not_there(cast: Cast) -> None:
    one = a_spoken_round(cast)
    CallLine.objects.filter(question=2, is_quote=True).update(removed_at=now())
    CallLine.objects.filter(question=2).update(question=PROMISED)  # what the member promised was not said by them
    last = one.calls.filter(state="held").last()
    assert last is not None
    Call.objects.filter(pk=last.pk).update(state="planned")
    state = cast.browser("member").get(f"/rounds/{one.pk}/board/state/").json()
    assert (state["unsorted"], len(state["notes"])) == (4, 4)
    one.calls.update(contact=None)  # as erasing somebody leaves it: what they said is gone, too
    state = cast.browser("member").get(f"/rounds/{one.pk}/board/state/").json()
    assert (state["unsorted"], state["notes"]) == (0, {})


@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
def test_ticked_notes_go_into_a_new_theme_and_an_old_one_and_back(cast: Cast, script: bool) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    a, b, c = line_ids(one)[:3]
    accept: dict[str, Any] = JSON if script else {}

    def post(**said: Any) -> Any:
        return member.post(f"/rounds/{one.pk}/board/moves/?show=quotes", said, **accept)

    got = post(line=[a, b], theme="new", name="  Opening \n hours ")
    theme = Theme.objects.get(name="Opening hours", created_by=cast.member)
    assert got.status_code == (200 if script else 302)
    assert script or got["Location"] == f"/rounds/{one.pk}/board/?show=quotes"
    post(line=[c], theme=theme.pk, before=b)
    assert list(theme.sorted.order_by("place").values_list("line", flat=True)) == [a, c, b]
    got = post(line=[a], theme="")
    if script:
        assert got.json()["themes"][0]["notes"] == [str(c), str(b)]
        assert str(a) not in str(got.json()["pile"])  # it is no quote, and only quotes are looked at
    for bad, status, said in (
        ({"theme": "new", "name": " "}, 422, "Give the new theme a name"),
        ({"theme": theme.pk}, 422, "Tick the notes first"),
        ({"theme": "x", "line": [a]}, 422, "Say into which theme"),
        ({"theme": theme.pk + 1, "line": [a]}, 409, "That theme is not there any more"),
        ({"theme": theme.pk, "line": [UUID(int=7)]}, 409, "That note is not there any more"),
        ({"theme": "9" * 30, "line": [a]}, 422, "Say into which theme"),
        ({"theme": theme.pk, "line": ["no id"]}, 422, "Tick the notes first"),
    ):
        got = post(**bad)
        if script:
            assert got.status_code == status and said in got.json()["problem"]
            assert got.json()["themes"][0]["notes"] == [str(c), str(b)]  # and how it stands
        else:
            assert said in member.get(got["Location"]).content.decode()


def test_whether_something_changed_is_one_query_and_no_sign_in(cast: Cast, django_assert_num_queries: Any) -> None:
    one = a_spoken_round(cast)
    state = cast.browser("member").get(f"/rounds/{one.pk}/board/state/").json()
    anybody = Browser()
    with django_assert_num_queries(1):
        got = anybody.get(state["ticket"], HTTP_IF_NONE_MATCH=f'"{state["version"]}"')
    assert (got.status_code, got.content) == (304, b"")
    seen = {state["version"]}
    line = CallLine.objects.filter(call__round=one)
    for change in (
        lambda: make_theme(round_id=one.pk, name="Hours", by=cast.admin_by),
        lambda: name_theme(theme_id=Theme.objects.get().pk, name="Opening", by=cast.admin_by),
        lambda: hold(one.calls.filter(state="drawn")[0]),
        lambda: line.filter(pk=line_ids(one)[0]).update(changed_at=now()),
        lambda: line.filter(pk=line_ids(one)[0]).update(removed_at=now()),
        lambda: Round.objects.filter(pk=one.pk).update(state="ended"),
    ):
        change()  # type: ignore[no-untyped-call]
        got = anybody.get(state["ticket"], HTTP_IF_NONE_MATCH=f'"{max(seen)}"')
        assert got.status_code == 200 and got["ETag"] == f'"{got.json()["version"]}"'
        assert got.json()["version"] not in seen
        seen.add(got.json()["version"])
    assert anybody.get(state["ticket"][:-2] + "x/").status_code == 404


def test_the_board_takes_as_many_queries_for_six_notes_as_for_many(cast: Cast) -> None:
    one, member = a_spoken_round(cast, calls=1), cast.browser("member")
    make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=line_ids(one)[:1])
    pages = ("board/", "board/state/", "board/groups/", "answers/", "minutes/")
    few = [queries_of(member, f"/rounds/{one.pk}/{page}") for page in pages]
    for call in one.calls.filter(state="drawn"):
        hold(call)
    for number in range(8):
        make_theme(round_id=one.pk, name=f"{number}", by=cast.admin_by, line_ids=line_ids(one)[number : number + 2])
    assert [queries_of(member, f"/rounds/{one.pk}/{page}") for page in pages] == few


def test_an_ended_round_shows_its_board_and_takes_nothing(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    Round.objects.filter(pk=one.pk).update(state=Round.State.ENDED)
    page = member.get(f"/rounds/{one.pk}/board/").content.decode()
    assert "the board is only read" in page and "checkbox" not in page and "Put them there" not in page
    got = member.post(f"/rounds/{one.pk}/board/moves/", {"theme": "new", "name": "x"}, **JSON)
    assert got.status_code == 409 and not Theme.objects.exists()
    assert member.get(f"/rounds/{one.pk}/board/groups/").status_code == 404


def test_groups_are_suggested_made_themes_or_set_aside(cast: Cast) -> None:
    one, member = a_spoken_round(cast, calls=4), cast.browser("member")
    page = member.get(f"/rounds/{one.pk}/board/groups/")
    groups = page.context["groups"]
    assert len(groups) > 2 and not Theme.objects.exists() and not Meeting.objects.exists()
    first, second = ([note.id for note in group.notes] for group in groups[:2])
    said = {"all": first, "line": first[1:], "name": "Walk in"}
    member.post(f"/rounds/{one.pk}/board/group/", said)
    assert Theme.objects.get().sorted.count() == len(first) - 1
    member.post(f"/rounds/{one.pk}/board/group/", {"all": second, "do": "ignore", "name": "x"})
    again = member.get(f"/rounds/{one.pk}/board/groups/").context["groups"]
    assert all([note.id for note in group.notes] not in (first, second) for group in again)
    assert Theme.objects.count() == 1
    # What is new beside a group that was set aside is not suggested for that.
    hold(one.calls.filter(state="drawn")[0])
    assert not [
        group
        for group in member.get(f"/rounds/{one.pk}/board/groups/").context["groups"]
        if set(second) <= {note.id for note in group.notes}
    ]


def test_a_theme_says_what_might_belong_to_it_until_it_is_decided(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    first, second = line_ids(one, question=2, is_quote=True)
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=[first])
    perhaps = member.get(f"/themes/{theme.pk}/").context["perhaps"]
    assert perhaps[0].id == str(second) and len(perhaps) <= 5
    member.post(f"/rounds/{one.pk}/board/moves/", {"theme": theme.pk, "line": [second]})
    assert theme.sorted.count() == 2
    assert str(second) not in {note.id for note in member.get(f"/themes/{theme.pk}/").context["perhaps"]}
    decide_theme(theme_id=theme.pk, decided=Decided("keep"), by=cast.admin_by)
    assert member.get(f"/themes/{theme.pk}/").context["perhaps"] == []


def test_filters_narrow_what_is_not_sorted_alone(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=line_ids(one, question=0))
    state = member.get(f"/rounds/{one.pk}/board/state/?show=quotes&question=2").json()
    assert (len(state["pile"]["2"]), len(state["pile"]["1"]), len(state["themes"][0]["notes"])) == (2, 0, 4)
    for wrong in ("show=x", "question=9", "question=-1"):
        assert member.get(f"/rounds/{one.pk}/board/?{wrong}").status_code == 404


def test_words_are_text_wherever_they_stand(cast: Cast) -> None:
    one, member = a_spoken_round(cast, calls=1), cast.browser("member")
    Client.objects.update(name="<b>Lab</b>")
    CallLine.objects.filter(call__round=one, question=0).update(text="<script>alert(1)</script>")
    make_theme(round_id=one.pk, name="<i>x</i>", by=cast.admin_by, line_ids=line_ids(one)[:1])
    for page in ("board/", "board/groups/", "answers/", "minutes/"):
        got = member.get(f"/rounds/{one.pk}/{page}").content.decode()
        assert "<script>alert" not in got and "<i>x" not in got and "<b>Lab" not in got
