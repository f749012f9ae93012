"""The minutes are one page, whatever was said; what has no room is named."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from wellserved.listening import printing
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.printing import STEPS, minutes_pdf
from wellserved.listening.shapes import Decided, Evidence, Minutes, Outcome
from wellserved.listening.tests.spoken import a_spoken_round, line_ids

LONG = "Maximiliane-Wilhelmine von Hohenstein-Oberwallenberg zu Untertannenbach"
DAY = date(2026, 11, 27)


def an_outcome(number: int, said: tuple[str, ...], **otherwise: Any) -> Outcome:
    given: dict[str, Any] = {
        "theme_id": number,
        "round_id": 1,
        "name": f"Theme {number}",
        "decision": "adjust",
        "confirms": "",
        "action": "Open at half past seven",
        "owner_id": 1,
        "owner": "Lena Lead",
        "due_on": DAY,
        "state": "open",
        "said": tuple(Evidence("call", 1, text, quote=True) for text in said),
    }
    return Outcome(**{**given, **otherwise})


def minutes_with(*outcomes: Outcome, **otherwise: Any) -> Minutes:
    given: dict[str, Any] = {
        "round": "Listening round, November 2026",
        "teams": ("Service desk",),
        "purpose": "",
        "first_day": DAY,
        "last_day": DAY,
        "held_on": DAY,
        "present": ("Lena Lead", "李小龙"),
        "held": 22,
        "drawn": 24,
        "outcomes": outcomes,
        "unsorted": 3,
    }
    return Minutes(**{**given, **otherwise})


def pages(pdf: bytes) -> list[bytes]:
    return re.findall(rb"/Count (\d+)", pdf)


SAID = ("You open at nine.", "等的时间太长了", "أحب أن أحدا يجيب على الفور", "#strong[x] 🙂" * 40)


@pytest.mark.parametrize("themes", [0, 1, 12, 60])
def test_it_is_one_page(themes: int) -> None:
    assert pages(minutes_pdf(minutes_with(*(an_outcome(n, SAID) for n in range(themes))), "https://x/")) == [b"1"]


def test_it_is_one_page_with_the_longest_of_everything() -> None:
    long = {"name": "W" * 120, "action": "字" * 300, "owner": LONG * 2, "confirms": "M" * 400, "decision": "adjust"}
    everybody = {"present": (LONG,) * 80, "purpose": "W" * 300, "round": "M" * 120, "teams": (LONG,) * 20}
    found = minutes_with(*(an_outcome(n, ("W" * 5_000,) * 30, **long) for n in range(60)), **everybody)
    assert pages(minutes_pdf(found, "https://x/")) == [b"1"]


def test_what_has_no_room_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[dict[str, Any]] = []
    real = printing.typeset
    monkeypatch.setattr(printing, "typeset", lambda path, data: found.append(data) or real(path, data))  # type: ignore[func-returns-value]
    minutes_pdf(minutes_with(*(an_outcome(n, SAID) for n in range(60))), "https://x/rounds/1/minutes/")
    last = found[-1]
    assert len(last["themes"]) < 60 and len(found) > len(STEPS) // 3
    names, rest = last["left_out"]
    assert re.match(r"\d+ more themes have no room here: Theme \d+, Theme", names)
    assert rest == "240 more things that people said, and all of this in full: https://x/rounds/1/minutes/"
    found.clear()
    minutes_pdf(minutes_with(an_outcome(1, SAID)), "https://x/")
    assert [one["text"] for one in found[-1]["themes"][0]["said"]][:3] == list(SAID[:3])
    assert [one["right"] for one in found[-1]["themes"][0]["said"]] == [False, False, True, False]
    assert "stand as a question mark" in found[-1]["left_out"][0]


def test_the_page_and_the_pdf_tell_what_was_decided(cast: Cast) -> None:
    one, member = a_spoken_round(cast), cast.browser("member")
    theme = make_theme(round_id=one.pk, name="Opening hours", by=cast.admin_by, line_ids=line_ids(one, question=2))
    said = Decided("adjust", action="Open at half past seven", owner_id=cast.lead.pk, due_on=date(2030, 12, 2))
    decide_theme(theme_id=theme.pk, decided=said, by=cast.admin_by)
    form = {"held_on": "2026-11-27", "present": [cast.lead.pk, cast.member.pk]}
    page = member.post(f"/rounds/{one.pk}/minutes/", form, follow=True).content.decode()
    assert "Saved. The minutes say so now." in page and "Lena Lead, by 2 December 2030" in page
    assert "“I start at seven, and you open at nine.”" in page and "“The hours.”" not in page  # that was only noted
    got = member.get(f"/rounds/{one.pk}/minutes.pdf")
    assert got["Content-Type"] == "application/pdf" and pages(got.content) == [b"1"]
    assert member.post(f"/rounds/{one.pk}/minutes/", {"held_on": "soon"}).status_code == 422
