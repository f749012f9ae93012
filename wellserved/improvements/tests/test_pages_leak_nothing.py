"""What somebody places is theirs alone until all is shown: no page, poll, sheet, letter or API tells it apart.

Two worlds are compared, byte for byte, that differ in nothing but where Milo puts an idea and what he fears.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import ApiToken
from wellserved.improvements.actions.weighing import RevealedError, place_ideas, reveal_weighing
from wellserved.improvements.models import Placement, Weighing
from wellserved.improvements.shapes import Placed
from wellserved.improvements.tests.access import ACCESS
from wellserved.improvements.tests.ideas import a_weighing, an_idea
from wellserved.improvements.views.placing import TICKETS
from wellserved.journal.models import Entry
from wellserved.kit.tokens import hash_token

ROLES = ("admin", "manager", "lead", "outsider")
CHANGES = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]+"|nonce[-=]"?[^"\' ;>]+|/version/[^/"]+/|csrftoken=[^;]+;|expires=[^;]+;'
)


def everything(cast: Cast, weighing: Weighing) -> dict[str, str]:
    """Every response about it that anybody but Milo can get."""
    idea = weighing.improvements.get().pk
    here = f"/improvements/weighings/{weighing.pk}/"
    hrefs = [
        "/improvements/",
        "/improvements/list/",
        f"/improvements/{idea}/",
        "/improvements/cards/new/",
        here,
        f"{here}part/",
        f"{here}weighed.csv",
        "/",
        "/journal/",
    ]
    found: dict[str, str] = {}
    for who in ROLES:
        browser = cast.browser(who)
        for href in hrefs:
            found[f"{who} {href}"] = _plain(browser.get(href))
    version = Browser().get(f"/improvements/weighings/version/{TICKETS.ticket_for(weighing.pk)}/")
    found["version"] = _plain(version)
    for role in ("member", "manager", "admin"):
        ApiToken.objects.get_or_create(token_hash=hash_token(f"of {role}"), defaults={"name": role, "role": role})
        key = {"HTTP_AUTHORIZATION": f"Bearer of {role}"}
        for href in ("/api/v1/improvements", f"/api/v1/improvements/{idea}"):
            found[f"{role} {href}"] = _plain(Browser().get(href, **key))  # type: ignore[arg-type]
    found["journal"] = repr(list(Entry.objects.order_by("pk").values_list("kind", "subject_id", "details")))
    return found


def _plain(got: Any) -> str:
    headers = sorted((name, value) for name, value in got.items() if name not in ("Date", "X-Request-ID"))
    said = f"{got.status_code} {headers} {got.cookies.output()} {got.content.decode()}"
    return CHANGES.sub("", said)


@pytest.mark.parametrize("kind", ["value", "fear"])
def test_before_the_reveal_nobody_can_tell_two_placings_apart(cast: Cast, kind: str) -> None:
    idea = an_idea(cast)
    weighing = a_weighing(cast, idea, kind=kind)
    for who in (cast.lead, cast.manager, cast.outsider):  # enough of them for a middle, if it were shown
        place_ideas(weighing_id=weighing.pk, member=who, placed=[Placed(idea.pk, 5, 5, "none")], by=cast.admin_by)

    def milo(x: int, y: int, words: str) -> dict[str, str]:
        before = Entry.objects.count()
        place_ideas(
            weighing_id=weighing.pk, member=cast.member, placed=[Placed(idea.pk, x, y, words)], by=cast.admin_by
        )
        assert before == 0 or Entry.objects.count() - before <= 1
        return everything(cast, weighing)

    one = milo(1, 10, "the printers")
    other = milo(10, 1, "that they laugh at us")
    for name, said in one.items():
        assert said == other[name], f"{name} tells where Milo put it"
        assert "printers" not in said and "laugh" not in said
    own = cast.browser("member").get(f"/improvements/weighings/{weighing.pk}/").content.decode()
    assert 'value="10"' in own  # he sees his own
    reveal_weighing(weighing_id=weighing.pk, by=cast.admin_by)
    shown = f"/improvements/weighings/{weighing.pk}/"
    assert _plain(cast.browser("lead").get(shown)) != other[f"lead {shown}"]  # the comparison can tell
    with pytest.raises(RevealedError):
        place_ideas(weighing_id=weighing.pk, member=cast.member, placed=[Placed(idea.pk, 1, 1)], by=cast.admin_by)
    assert Placement.objects.get(member=cast.member).x == 10


def test_every_page_of_a_weighing_was_looked_at() -> None:
    """Whoever adds one adds it above."""
    told = {page.name for page in ACCESS if page.name.startswith("weighing")}
    looked_at = {"weighing", "weighing_part", "weighing_sheet", "weighing_version"}
    assert told - looked_at == {"weighing_new", "weighing_placing", "weighing_reveal"}


def test_of_two_placings_nothing_is_told_even_after_the_reveal(cast: Cast) -> None:
    idea = an_idea(cast)
    weighing = a_weighing(cast, idea, kind="fear")
    for who in (cast.lead, cast.member):
        place_ideas(
            weighing_id=weighing.pk, member=who, placed=[Placed(idea.pk, 9, 2, "the printers")], by=cast.admin_by
        )
    reveal_weighing(weighing_id=weighing.pk, by=cast.admin_by)
    for href in (f"/improvements/weighings/{weighing.pk}/", f"/improvements/{idea.pk}/"):
        page = cast.browser("admin").get(href).content.decode()
        assert "printers" not in page
    assert "too few" in cast.browser("lead").get(f"/improvements/weighings/{weighing.pk}/").content.decode()
    sheet = cast.browser("lead").get(f"/improvements/weighings/{weighing.pk}/weighed.csv").content.decode()
    assert sheet.splitlines()[1].endswith(",2,,,,,,")
