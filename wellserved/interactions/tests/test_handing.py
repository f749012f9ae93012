"""A handoff: one short form, an interaction whose client is the team that took it, and somebody who can be asked."""

from __future__ import annotations

import json
from datetime import datetime

from django.test import Client as Browser

from tests.cast import Cast, make_member
from wellserved.interactions.models import Interaction
from wellserved.people.models import Client, Contact


def hand_on(cast: Cast, who: str = "member", **said: object) -> Interaction | None:
    form = {"subject": "The  rack in 2.14", "team": cast.desk.pk, **said}
    cast.browser(who).post("/handoffs/new/", form)
    return Interaction.objects.order_by("-pk").first()


def test_a_team_that_takes_over_is_a_customer(cast: Cast) -> None:
    found = hand_on(cast, to=f"{cast.networks.pk}-{cast.outsider.pk}", service="Cables")
    assert found is not None
    assert (found.channel, found.team, found.subject) == ("handoff", cast.desk, "The rack in 2.14")
    assert found.client == Client.objects.get(team=cast.networks)
    assert found.client is not None
    assert (found.client.name, found.client.kind) == ("Networks", "internal")
    assert list(found.members.all()) == [cast.member]
    cast.outsider.refresh_from_db()
    assert found.contact is not None
    assert found.contact == cast.outsider.contact
    assert isinstance(found.closed_at, datetime)
    assert found.undecided  # it will be decided whether to ask, as after any closing


def test_nobody_in_particular_may_take_it(cast: Cast) -> None:
    found = hand_on(cast, to=str(cast.networks.pk))
    assert found is not None
    assert found.contact is None
    assert found.client == Client.objects.get(team=cast.networks)


def test_somebody_without_an_address_is_the_same_contact_each_time(cast: Cast) -> None:
    nameless = make_member("Nan Nomail", "member", cast.manager, cast.networks)
    nameless.email = ""
    nameless.save()
    to = f"{cast.networks.pk}-{nameless.pk}"
    first, second = hand_on(cast, to=to), hand_on(cast, to=to)
    assert first is not None
    assert second is not None
    assert first.pk != second.pk
    assert first.contact == second.contact == Contact.objects.get(name="Nan Nomail")


def test_what_makes_no_sense_is_refused_and_what_was_typed_is_kept(cast: Cast) -> None:
    browser = cast.browser("member")
    own = browser.post("/handoffs/new/", {"subject": "X y z", "team": cast.desk.pk, "to": str(cast.desk.pk)})
    assert own.status_code == 422
    assert "another team" in own.content.decode()
    assert "X y z" in own.content.decode()
    foreign = browser.post("/handoffs/new/", {"subject": "X", "team": cast.networks.pk, "to": str(cast.desk.pk)})
    assert foreign.status_code == 422  # only for one's own team
    unknown = browser.post("/handoffs/new/", {"subject": "X", "team": cast.desk.pk, "to": "999999"})
    assert "Choose a team" in unknown.content.decode()
    assert not Interaction.objects.exists()
    assert not Client.objects.filter(team=cast.networks).exists()  # nothing is left half written


def test_a_handoff_comes_over_rest_like_any_interaction(cast: Cast, api_token: str) -> None:
    hand_on(cast, to=str(cast.networks.pk))
    said = {
        "source": "tickets",
        "external_id": "77",
        "channel": "handoff",
        "team": "Service desk",
        "client": "networks",
        "contact": {"email": cast.outsider.email},
    }
    headers = {"Authorization": f"Bearer {api_token}"}
    got = Browser().post("/api/v1/interactions", json.dumps(said), content_type="application/json", headers=headers)
    assert got.json()["created"] == 1
    assert Interaction.objects.get(external_id="77").client == Client.objects.get(team=cast.networks)
