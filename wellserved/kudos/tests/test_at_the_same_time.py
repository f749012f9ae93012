"""The same kind word sent several times at the same moment is one: kept, told and journalled once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM
from wellserved.kudos.actions import AlreadyDecidedError, NobodyToThankError, give_kudos, thank_giver
from wellserved.kudos.models import Kudos
from wellserved.kudos.shapes import KindWords
from wellserved.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def test_it_is_one(cast: Cast) -> None:
    gate = Barrier(AT_ONCE)
    said = KindWords("same", "You stayed until it worked.", cast.member, cast.desk, Kudos.CameBy.THANKS, "Bea")

    def give(_: int) -> bool:
        gate.wait(20)
        try:
            return give_kudos(said=said, by=SYSTEM)[1]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert sum(pool.map(give, range(AT_ONCE))) == 1
    assert Kudos.objects.count() == Entry.objects.filter(kind="kudos.given").count() == 1
    assert sorted(Letter.objects.values_list("to_email", flat=True)) == [cast.lead.email, cast.member.email]


def test_its_giver_is_thanked_once(cast: Cast) -> None:
    gate = Barrier(AT_ONCE)
    said = KindWords(
        "one", "You stayed.", cast.member, cast.desk, Kudos.CameBy.THANKS, "Bea", giver_email="bea@biology.example"
    )
    kudos, _ = give_kudos(said=said, by=SYSTEM)

    def thank(_: int) -> bool:
        gate.wait(20)
        try:
            thank_giver(kudos_id=kudos.pk, member=cast.member, words="", by=SYSTEM)
        except (NobodyToThankError, AlreadyDecidedError):
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert any(pool.map(thank, range(AT_ONCE)))
    assert Letter.objects.filter(to_email="bea@biology.example").count() == 1
    assert Entry.objects.filter(kind="kudos.thanked").count() == 1
