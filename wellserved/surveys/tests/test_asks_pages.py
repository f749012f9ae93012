"""The ledger says why; the settings say what will happen; a lead can ask, or leave it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.timezone import localtime

from tests.cast import Cast
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.actors import actor_of_member
from wellserved.people.models import Contact
from wellserved.surveys.models import AskPolicy, Decision
from wellserved.surveys.tasks.asking import decide_asks, send_due_asks
from wellserved.surveys.tests.asking import a_closed_interaction, close_again, decisions_about, go_live


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def seen(cast: Cast, who: str, path: str = "/asks/") -> str:
    return cast.browser(who).get(path).content.decode()


def test_before_anything_happened(cast: Cast) -> None:
    page = seen(cast, "lead")
    assert "Nobody was asked yet" in page and "no go-live moment is set" in page and "Set the moment" not in page
    assert "Set the moment" in seen(cast, "admin")


def test_the_reasons_are_counted_and_each_can_be_looked_at(cast: Cast) -> None:
    go_live()
    for number in range(3):
        a_closed_interaction(cast, f"old{number}", closed_at=now() - timedelta(days=9))
    a_closed_interaction(cast, "new")
    while decide_asks():
        pass
    send_due_asks()
    page = seen(cast, "lead")
    assert "Why 3 were not asked" in page and "Closed too long ago" in page
    assert "It closed 9 days ago, and we ask within 7 days." in page
    assert seen(cast, "manager", "/asks/?outcome=asked").count('class="what"') == 1
    assert seen(cast, "manager", "/asks/?reason=too_old").count('class="what"') == 3
    assert seen(cast, "manager", f"/asks/?team={cast.networks.pk}").count('class="what"') == 0
    odd = "/asks/?reason=x&outcome=y&days=z&page=-1&team=9999999999999999999999"
    assert cast.browser("manager").get(odd).status_code == 200


def test_a_lead_sees_only_what_their_teams_served(cast: Cast) -> None:
    a_closed_interaction(cast, team=cast.networks)
    decide_asks()
    assert "Why 1 was not asked" in seen(cast, "manager") and "Nobody was asked yet" in seen(cast, "lead")


def test_fifty_on_a_page(cast: Cast) -> None:
    for number in range(53):
        a_closed_interaction(cast, str(number))
    decide_asks()
    assert seen(cast, "lead").count('class="what"') == 50 and "Older" in seen(cast, "lead")
    assert seen(cast, "lead", "/asks/?page=2").count('class="what"') == 3


def test_asked_now_by_hand(cast: Cast) -> None:
    interaction = a_closed_interaction(cast)
    decide_asks()
    there = f"/interactions/{interaction.pk}"
    page = cast.browser("lead").post(f"{there}/asking/", {"next": "/asks/"}, follow=True).content.decode()
    assert "The letter is written" in page and Letter.objects.count() == 1
    page = cast.browser("lead").post(f"{there}/asking/", {"next": "//evil.example"}, follow=True).content.decode()
    assert "Nobody was asked" in page and "open ask about it already" in page


def test_left_out_by_hand(cast: Cast) -> None:
    go_live(delay_minutes=60)
    interaction = a_closed_interaction(cast)
    decide_asks()
    page = cast.browser("lead").post(f"/interactions/{interaction.pk}/not-asking/", follow=True).content.decode()
    assert "Nobody will be asked about it" in page
    assert decisions_about(interaction) == [(1, "not_asked", "by_hand_not")]
    assert "Lena Lead chose not to ask." in seen(cast, "lead")


def test_a_member_resolves_without_asking(cast: Cast) -> None:
    go_live()
    interaction = a_closed_interaction(cast, closed_at=None, closings=0, undecided=False)
    there = f"/interactions/{interaction.pk}/"
    browser = cast.browser("member")
    assert "Do not ask when it closes" in browser.get(there).content.decode()
    browser.post(f"{there}not-asking/", {"next": there})
    assert "nobody is asked when it closes" in browser.get(there).content.decode()
    close_again(interaction)
    decide_asks()
    assert decisions_about(interaction) == [(1, "not_asked", "left_out")]


def test_in_quiet_time_the_letter_waits_and_the_page_says_until_when(cast: Cast) -> None:
    local = localtime(now(), ZoneInfo("Europe/Berlin"))
    go_live(quiet_from=local.replace(minute=0).time(), quiet_until=(local + timedelta(hours=2)).time())
    interaction = a_closed_interaction(cast)
    there = f"/interactions/{interaction.pk}/asking/"
    assert "so it leaves" in cast.browser("member").post(there, follow=True).content.decode()
    letter = Letter.objects.get()
    assert letter.not_before > now() + timedelta(minutes=50)
    assert decisions_about(interaction) == [(1, "asked", "by_hand")]


def test_the_page_asks_the_same_few_queries_however_much_there_is(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        a_closed_interaction(cast, str(number), contact=Contact.objects.create(name=str(number)))
    decide_asks()
    browser = cast.browser("lead")
    browser.get("/asks/")
    with django_assert_max_num_queries(11):
        assert browser.get("/asks/").content.decode().count('class="what"') == 50


def shown_on_its_page(cast: Cast, who: str, interaction: Any) -> str:
    request = RequestFactory().get("/interactions/1/")
    request.user = getattr(cast, who).account
    request._actor = actor_of_member(getattr(cast, who))  # type: ignore[attr-defined]
    return render_to_string("surveys/decision.html", {"interaction": interaction}, request=request)


def test_the_decision_stands_on_the_interaction(cast: Cast) -> None:
    go_live(delay_minutes=60, sampling_rate=0.999)
    interaction = a_closed_interaction(cast)
    assert "In a few seconds" in shown_on_its_page(cast, "lead", interaction)
    decide_asks()
    page = shown_on_its_page(cast, "lead", interaction)
    assert "Will be asked" in page and "Do not ask" in page and "the chance was 100 in 100" in page
    assert "Ask now" in shown_on_its_page(cast, "member", interaction)
    AskPolicy.objects.update(members_may_choose=False)
    assert "Ask now" not in shown_on_its_page(cast, "member", interaction)
    Decision.objects.update(outcome="not_asked", reason="too_old", detail={"days": 1, "limit": "7 days"})
    assert "It closed 1 day ago" in shown_on_its_page(cast, "member", interaction)
