"""How we ask, as an admin sets it: what will happen is said in words, and what makes no sense is not saved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.surveys.models import AskPolicy, Blackout, TeamPolicy
from wellserved.surveys.rules.addresses import USUAL_ROLES
from wellserved.surveys.tasks.asking import decide_asks
from wellserved.surveys.tests.asking import a_closed_interaction, decisions_about, go_live


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_CONFIGURED = True


def seen(cast: Cast, who: str, path: str = "/settings/asking/") -> str:
    return cast.browser(who).get(path).content.decode()


GIVEN = {
    "go_live_at": "",
    "delay_minutes": 60,
    "window_days": 30,
    "minimum_days": 7,
    "max_age_days": 7,
    "sampling_percent": 25,
    "expires_days": 30,
    "cooldown_days": 0,
    "quiet_from": "20:00",
    "quiet_until": "08:00",
    "remind_after_days": 0,
    "role_addresses": " ".join(USUAL_ROLES),
    "members_may_choose": "on",
}


def set_policy(cast: Cast, **changes: Any) -> Any:
    return cast.browser("admin").post("/settings/asking/", GIVEN | changes, follow=True)


def test_an_admin_begins_now_and_the_page_says_what_happens(cast: Cast) -> None:
    assert "Nobody is asked: no go-live moment is set." in seen(cast, "admin", "/settings/asking/")
    cast.browser("admin").post("/settings/asking/start/")
    begun = AskPolicy.objects.get().go_live_at
    assert begun and now() - begun < timedelta(minutes=1)
    page = seen(cast, "admin", "/settings/asking/")
    assert "Asking began on" in page and "An hour after an interaction closes" in page and "Begin now" not in page
    cast.browser("admin").post("/settings/asking/start/")
    assert AskPolicy.objects.get().go_live_at == begun
    unchanged = localtime(begun).strftime("%Y-%m-%dT%H:%M")
    assert "25" in set_policy(cast, go_live_at=unchanged).content.decode()
    policy = AskPolicy.objects.get()
    assert (policy.go_live_at, policy.sampling_rate) == (begun, 0.25)
    changes = [entry.details["fields"] for entry in Entry.objects.filter(kind="asking.policy_changed").order_by("pk")]
    assert changes == [["go_live_at"], ["sampling_rate"]]


def test_asking_cannot_begin_in_the_past(cast: Cast) -> None:
    got = set_policy(cast, go_live_at="2020-01-01T09:00")
    assert got.status_code == 422 and "This moment is past" in got.content.decode()
    assert not AskPolicy.objects.filter(go_live_at__isnull=False).exists()
    tomorrow = localtime(now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert "Asking begins on" in set_policy(cast, go_live_at=tomorrow).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"window_days": 3}, "at least as long as people are left in peace"),
        ({"delay_minutes": 10080}, "too old to ask about"),
        ({"go_live_at": "soon"}, "not a day and time"),
        ({"sampling_percent": 101}, "100"),
        ({"sampling_percent": "nan"}, "number"),
        ({"expires_days": 0}, "1"),
        ({"quiet_from": "late"}, "not a time of day"),
        ({"role_addresses": "info <x>"}, "no part of an address"),
        ({"role_addresses": "*"}, "no part of an address"),
    ],
)
def test_what_makes_no_sense_is_not_saved(cast: Cast, changes: dict[str, Any], said: str) -> None:
    got = set_policy(cast, **changes)
    assert got.status_code == 422 and said in got.content.decode() and not AskPolicy.objects.exists()


def test_quiet_times_addresses_and_reminders_are_set_on_the_same_page(cast: Cast) -> None:
    page = seen(cast, "admin")
    assert "Never write to these addresses" in page and "noreply*" in page
    cast.browser("admin").post("/settings/asking/start/")
    begun = localtime(AskPolicy.objects.get().go_live_at).strftime("%Y-%m-%dT%H:%M")
    got = set_policy(
        cast, go_live_at=begun, quiet_from="18:30", ask_on_holidays="on", role_addresses="Info, @machines.example",
        remind_after_days=5,
    )  # fmt: skip
    page = got.content.decode()
    assert "No letter leaves between 18:30 and 08:00 or on weekends, where they are." in page
    assert "Whoever has not answered after 5 days is reminded once." in page
    assert AskPolicy.objects.get().role_addresses == ["info", "@machines.example"]


def test_a_team_asks_otherwise(cast: Cast) -> None:
    go_live()
    there = f"/settings/asking/teams/{cast.desk.pk}/"
    cast.browser("admin").post(there, {"asks": "on", "delay_minutes": 90, "sampling_percent": 100})
    assert "Waits 90 minutes, asks 100 of 100" in seen(cast, "admin")
    assert cast.browser("admin").post(there, {"delay_minutes": "-1"}).status_code == 422
    cast.browser("admin").post(there, {"delay_minutes": "", "sampling_percent": ""})
    assert TeamPolicy.objects.get().asks is False and "Asks nobody" in seen(cast, "admin")
    of_desk, of_networks = a_closed_interaction(cast, "1"), a_closed_interaction(cast, "2", team=cast.networks)
    decide_asks()
    assert decisions_about(of_desk) == [(1, "not_asked", "team_asks_nobody")]
    assert decisions_about(of_networks) == [(1, "waiting", "due")]


def test_a_pause_has_a_name_and_can_be_taken_away(cast: Cast) -> None:
    go_live(max_age_days=3)
    today, there = now().date(), "/settings/asking/pauses/"
    given = {"name": "Exams", "first_day": today - timedelta(days=1), "last_day": today + timedelta(days=9), "team": ""}
    browser = cast.browser("admin")
    assert "Exams" in browser.post(there, given, follow=True).content.decode() and "Exams" in seen(cast, "admin")
    assert browser.post(there, given | {"last_day": today - timedelta(days=2)}).status_code == 422
    interaction = a_closed_interaction(cast)
    decide_asks()
    assert decisions_about(interaction) == [(1, "not_asked", "pause")]
    assert "It fell into a pause: Exams." in seen(cast, "lead", "/asks/")
    browser.post(f"{there}{Blackout.objects.get().pk}/removal/")
    later = a_closed_interaction(cast, "2")
    decide_asks()
    assert decisions_about(later) == [(1, "waiting", "due")]
