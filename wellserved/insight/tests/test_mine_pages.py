"""My page: mine alone, kind words first, my own range, nothing of anybody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.insight.mine.rules import first_of, months_of
from wellserved.kit.clock import now
from wellserved.kudos.models import Kudos
from wellserved.measures import wilson
from wellserved.tallies.models import MemberMonthTally

ROOT = Path(__file__).resolve().parents[2]
TODAY = now().date()


def counted(cast: Cast, member: Any, hits: int, misses: int) -> None:
    MemberMonthTally.objects.create(
        month=TODAY.replace(day=1), member=member.pk, team=cast.desk.pk, asked=hits + misses, answered=hits + misses,
        achieved_yes=hits, achieved_no=misses, felt_5=hits, felt_1=misses,
        both=hits + misses, bullseye=hits, both_yes=hits, both_great=hits,
    )  # fmt: skip


def thanks(member: Any, words: str) -> None:
    Kudos.objects.create(key=words, words=words, seed="s", token_hash=words.encode()[:32], member=member)


def test_a_member_sees_their_own_and_nobody_elses(cast: Cast) -> None:
    counted(cast, cast.member, 8, 2)
    counted(cast, cast.outsider, 1, 9)
    thanks(cast.member, "You stayed until it worked")
    thanks(cast.outsider, "Thank you, Otto")
    page = cast.browser("member").get("/mine/")
    assert page.context["mine"].total.bullseye == wilson(8, 10)
    text = page.content.decode()
    assert "You stayed until it worked" in text
    assert "Otto" not in text
    assert text.index("Kind words for you") < text.index("Your bullseyes")
    assert cast.browser("lead").get("/mine/").context["mine"].total.n == 0


def test_below_five_it_says_too_few(cast: Cast) -> None:
    counted(cast, cast.member, 3, 1)
    text = cast.browser("member").get("/mine/").content.decode()
    assert "Too few to say: 4 answers" in text
    assert "%" not in re.sub(r"<[^>]*>", "", text)


def test_more_kind_words_ask_no_more_queries(cast: Cast) -> None:
    counted(cast, cast.member, 8, 2)
    few = queries_of(cast.browser("member"), "/mine/")
    for i in range(8):
        thanks(cast.member, f"Thank you {i}")
    assert queries_of(cast.browser("member"), "/mine/") == few <= 14


@given(st.dates())
def test_twelve_months_end_with_this_one(day: Any) -> None:
    if day.year > 1:
        first = first_of(day)
        assert first.day == 1
        assert (day.year - first.year) * 12 + day.month - first.month == 11


def test_months_without_answers_are_left_out() -> None:
    assert months_of([]) == ()


def test_the_rates_of_members_are_read_in_one_place_only() -> None:
    """No ranked list of people can be made where nobody reads rates by member: one page reads its own reader's."""
    asking = re.compile(r"member_months\(|MemberMonthTally")
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "tests" not in path.parts and "migrations" not in path.parts and path.parts[len(ROOT.parts)] != "tallies"
        and asking.search(path.read_text(encoding="utf-8"))
    }  # fmt: skip
    assert readers == {"insight/mine/queries.py"}
    own = (ROOT / "insight/mine/queries.py").read_text(encoding="utf-8")
    assert "member_months(member=me," in own
