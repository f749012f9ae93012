"""The Letters page shows what left, what waits and why; an admin says whether any may leave."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail.models import Letter, Release

SECRET = "0123456789abcdef"


def letter(state: str = "queued", **changes: Any) -> Letter:
    given: dict[str, Any] = {
        "key": f"{Letter.objects.count()}",
        "kind": "ask",
        "audience": "customer",
        "to_email": "bea@biology.example",
        "subject": "How was your call?",
        "text": f"Hello. https://x.example/a/{{{{token:answer:{SECRET}}}}}",
        "state": state,
    }
    return Letter.objects.create(**(given | changes))


def seen(cast: Cast, path: str, who: str = "admin") -> str:
    return cast.browser(who).get(path).content.decode()


def test_nothing_yet(cast: Cast) -> None:
    assert "No letter was written yet" in seen(cast, "/letters/")
    letter(state="sent")
    assert "Every letter has left" in seen(cast, "/letters/")


def test_why_letters_wait(cast: Cast) -> None:
    letter()
    page = seen(cast, "/letters/")
    assert "One letter waits to leave" in page
    assert "No mail server is set" in page and "until an admin lets them leave" in page
    with override_settings(DEMO=True):
        assert "This is a demo" in seen(cast, "/letters/")


def test_each_state_can_be_looked_at(cast: Cast) -> None:
    letter("sent", sent_at=now())
    letter("failed", last_error="550 No such person")
    letter("sending", handed_over_at=now())
    for show, expected in (("sent", "Sent"), ("failed", "550 No such person"), ("doubt", "May or may not")):
        page = seen(cast, f"/letters/?show={show}")
        assert expected in page and page.count('class="what"') == 1
    assert seen(cast, "/letters/?show=nonsense&page=99").count('class="what"') == 3


def test_a_letter_is_shown_without_its_private_links(cast: Cast) -> None:
    page = seen(cast, f"/letters/{letter().pk}/", "manager")
    assert "(a private link)" in page and SECRET not in page


@pytest.mark.parametrize(
    ("state", "marks", "verb", "after"),
    [
        ("queued", {}, "cancellation", "cancelled"),
        ("failed", {}, "sending", "queued"),
        ("sending", {"handed_over_at": now()}, "sending", "queued"),
        ("sending", {"handed_over_at": now()}, "settling", "sent"),
        ("sent", {}, "cancellation", "sent"),
        ("cancelled", {}, "sending", "cancelled"),
    ],
)
def test_what_can_be_done_with_a_letter(cast: Cast, state: str, marks: dict[str, Any], verb: str, after: str) -> None:
    one = letter(state, **marks)
    page = cast.browser("manager").post(f"/letters/{one.pk}/{verb}/", follow=True)
    one.refresh_from_db()
    assert page.status_code == 200 and one.state == after


def test_an_admin_releases_and_holds(cast: Cast) -> None:
    letter()
    browser = cast.browser("admin")
    assert "1 letter will leave" in browser.get("/letters/release/").content.decode()
    browser.post("/letters/release/")
    assert Release.objects.count() == 1
    assert "Hold them again" in browser.get("/letters/release/").content.decode()
    browser.post("/letters/hold/")
    assert not Release.objects.exists()
    assert set(Entry.objects.values_list("kind", flat=True)) == {"mail.released", "mail.held"}


def test_a_demo_is_not_released(cast: Cast) -> None:
    with override_settings(DEMO=True):
        page = cast.browser("admin").post("/letters/release/", follow=True).content.decode()
    assert "letters never leave it" in page and not Release.objects.exists()
