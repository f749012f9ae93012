"""What a round asks of a member besides calling and meeting: pages that they open, buttons that they press, fields that
they fill in. The guide says these numbers; nobody was timed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client as Browser

from tests.cast import Cast
from wellserved.listening.actions.calling import begin_call, end_call
from wellserved.listening.actions.deciding import decide_theme
from wellserved.listening.actions.sorting import make_theme
from wellserved.listening.models import Call, Round
from wellserved.listening.shapes import Decided
from wellserved.listening.tests.served import a_running_round
from wellserved.listening.tests.spoken import hold, line_ids
from wellserved.mail.models import Letter


@dataclass
class Hands:
    """A member before the screen: sees a page, presses one of its buttons, and leaves every field as it came."""

    browser: Browser
    pages: int = 0
    buttons: int = 0
    typed: int = 0
    page: str = field(default="", repr=False)

    def open(self, path: str) -> None:
        got = self.browser.get(path)
        assert got.status_code == 200, path
        self.page = got.content.decode()
        self.pages += 1

    def press(self, action: str, **typed: Any) -> None:
        """The form with this address, as it stands, with what is typed into it."""
        form = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', self.page, re.DOTALL)
        assert form, f"no button leads to {action}"
        as_it_is = {
            name: text.strip()
            for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form[1], re.DOTALL)
        }
        got = self.browser.post(action, {**as_it_is, **typed})
        assert got.status_code == 302, f"{action}: {got.status_code}"
        self.buttons += 1
        self.typed += len(typed)


def test_five_pages_five_buttons_and_nothing_to_fill_in(cast: Cast) -> None:
    one = a_running_round(cast)
    mine = list(one.calls.filter(member=cast.member).order_by("place"))
    assert len(mine) == 3
    member = Hands(cast.browser("member"))
    member.open(f"/rounds/{one.pk}/")
    member.press(f"/rounds/{one.pk}/invitations/")
    for call in mine:
        begin_call(call_id=call.pk, by=cast.admin_by)  # the calls themselves, and their notes, are what it is about
        end_call(call_id=call.pk, by=cast.admin_by)
        hold(call)
        member.open(f"/calls/{call.pk}/after/")  # where the end of a call leads
        member.press(f"/calls/{call.pk}/thanks/")
    the_team_meets(cast, one)
    member.open(f"/rounds/{one.pk}/telling/")
    member.press(f"/rounds/{one.pk}/telling/letters/")
    assert (member.pages, member.buttons, member.typed) == (5, 5, 0)
    for kind in ("call_invitation", "call_thanks", "call_told"):
        assert Letter.objects.filter(kind=kind, thread_id__in=[call.pk for call in mine]).count() == 3, kind
    assert "has heard from us" in (member.open(f"/rounds/{one.pk}/telling/") or member.page)


def the_team_meets(cast: Cast, one: Round) -> None:
    theme = make_theme(round_id=one.pk, name="Hours", by=cast.admin_by, line_ids=line_ids(one, question=2))
    decide_theme(theme_id=theme.pk, decided=Decided("keep"), by=cast.admin_by)
    assert not Call.objects.filter(round=one, state=Call.State.HELD).exclude(member=cast.member).exists()


def test_the_guide_says_so() -> None:
    guide = Path(__file__).parents[3] / "docs/guide/listening.md"
    assert "five pages and five buttons" in " ".join(guide.read_text().split())
