"""Customers hear nothing from a demo, a copy, or an installation that nobody has released."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.mail.actions import hold_mail, queue_letter, release_mail
from wellserved.mail.models import Letter
from wellserved.mail.queries import mail_is_held
from wellserved.mail.tasks import send_letters

CARRIED = {"EMAIL_CONFIGURED": True, "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}


def queue(key: str, audience: str) -> Letter:
    return queue_letter(
        key=key, kind="ask", audience=audience, to_email="a@b.example", subject="Hello", text="Hello there"
    )


@pytest.fixture(autouse=True)
def two_letters(db: Any) -> None:
    queue("customer", "customer")
    queue("staff", "staff")


def left(mailoutbox: Any) -> set[str]:
    with override_settings(**CARRIED):
        while send_letters():
            pass
    return set(Letter.objects.filter(state="sent").values_list("key", flat=True))


def test_before_the_release_only_our_own_people_hear_from_us(mailoutbox: Any) -> None:
    assert mail_is_held()
    assert left(mailoutbox) == {"staff"}


def test_after_the_release_everybody_does(mailoutbox: Any) -> None:
    release_mail(by=SYSTEM)
    release_mail(by=SYSTEM)
    assert not mail_is_held()
    assert left(mailoutbox) == {"staff", "customer"}
    assert Entry.objects.filter(kind="mail.released").count() == 1


@pytest.mark.parametrize(
    "difference",
    [{"BASE_URL": "https://other.example"}, {"HOME": Path("/srv/elsewhere")}, {"DEMO": True}],
    ids=["another address", "another home", "a demo"],
)
def test_a_copy_is_held_again(difference: dict[str, Any], mailoutbox: Any) -> None:
    release_mail(by=SYSTEM)
    with override_settings(**difference):
        assert mail_is_held()
        assert "customer" not in left(mailoutbox)
    assert not mail_is_held()


def test_a_demo_writes_to_nobody_and_is_never_released(mailoutbox: Any) -> None:
    with override_settings(DEMO=True):
        assert not release_mail(by=SYSTEM)
        assert mail_is_held()
        assert left(mailoutbox) == set()


def test_held_again_by_hand(mailoutbox: Any) -> None:
    release_mail(by=SYSTEM)
    hold_mail(by=SYSTEM)
    assert left(mailoutbox) == {"staff"}
    assert Entry.objects.filter(kind="mail.held").count() == 1
