"""Fifty people want the same time at the same moment: one has it, and everybody else is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.kit.tokens import derive_token
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.letters import PURPOSE
from wellserved.listening.models import Call
from wellserved.listening.tests.served import a_running_round, slots_on
from wellserved.people.models import Membership

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def fifty_invited(cast: Cast) -> list[str]:
    """Fifty calls of one member."""
    Membership.objects.filter(member=cast.lead).delete()
    one = a_running_round(cast, people=MANY, calls_each=10)
    calls = list(one.calls.values_list("drawn_id", flat=True))
    drawn = one.calls.first()
    assert drawn is not None
    people = set(drawn.contact.client.contacts.values_list("pk", flat=True)) - set(calls)  # type: ignore[union-attr]
    Call.objects.bulk_create(
        Call(round=one, member=cast.member, contact_id=pk, drawn_id=pk, place=place)
        for place, pk in enumerate(sorted(people), start=11)
    )
    invite_to_calls(call_ids=list(one.calls.values_list("pk", flat=True)), by=cast.admin_by)
    return [
        f"/l/{derive_token(PURPOSE, seed, settings.SECRET_KEY)}" for seed in one.calls.values_list("seed", flat=True)
    ]


def at_once(hrefs: list[str], data: Callable[[int], dict[str, str]]) -> list[int]:
    gate = Barrier(len(hrefs))

    def pick(place: int) -> int:
        try:
            gate.wait()
            return Browser().post(hrefs[place], data(place)).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(hrefs)) as pool:
        return list(pool.map(pick, range(len(hrefs))))


def test_one_of_fifty_has_the_time(cast: Cast) -> None:
    hrefs = fifty_invited(cast)
    assert len(hrefs) == MANY
    offered = slots_on(Browser().get(hrefs[0]).content.decode())
    codes = at_once(hrefs, lambda _: {"do": "slot", "slot": offered[0], "number": "1"})
    assert Counter(codes) == {303: 1, 409: MANY - 1}
    assert Call.objects.filter(state="planned").count() == 1


def test_everybody_who_has_a_time_has_it_alone(cast: Cast) -> None:
    hrefs = fifty_invited(cast)
    offered = slots_on(Browser().get(hrefs[0]).content.decode())[:10]
    codes = at_once(hrefs, lambda place: {"do": "slot", "slot": offered[place % 10], "number": "1"})
    assert Counter(codes) == {303: 10, 409: MANY - 10}
    times = [at for at in Call.objects.filter(state="planned").values_list("starts_at", flat=True) if at]
    assert len(set(times)) == 10
