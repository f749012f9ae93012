"""A round is planned by whoever leads, shows who can be drawn and why others cannot, and is frozen when it runs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.cases.tests.opened import a_case
from wellserved.interactions.models import Service
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.drawing import NobodyError, start_round
from wellserved.listening.actions.planning import RunningError, change_round, drop_round
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.eligible import eligible_for, unwanted_among
from wellserved.listening.rules.asking import THE_THREE, clean_questions
from wellserved.listening.tests.served import a_plan, a_round, a_running_round, people_served, serve
from wellserved.people.models import Client, Contact, Membership, Team
from wellserved.surveys.models import InConfidence, Invitation


def said(cast: Cast, **otherwise: object) -> dict[str, object]:
    return {
        "name": "Autumn round",
        "purpose": "How the move went",
        "teams": [cast.desk.pk],
        "first_day": "2026-11-23",
        "last_day": "2026-12-04",
        "calls_each": 3,
        "questions": "\n".join(THE_THREE),
        "served_months": 6,
        "client_kind": "",
        "groups": "",
        **otherwise,
    }


def words(browser: Browser, href: str) -> str:
    return browser.get(href).content.decode()


def test_a_lead_plans_a_round_and_sees_who_can_be_drawn(cast: Cast) -> None:
    people_served(cast, 5)
    lead = cast.browser("lead")
    page = lead.post("/rounds/new/", said(cast), follow=True).content.decode()
    assert "5 people can be drawn" in page
    assert "2 of you, 3 calls each" in page
    assert "would need 6 people" in page  # one is missing, and it says so
    one = Round.objects.get()
    assert (one.state, one.questions, list(one.teams.all())) == ("planned", list(THE_THREE), [cast.desk])
    assert Entry.objects.get(kind="round.planned").details == {"teams": [cast.desk.pk]}
    page = lead.post(f"/rounds/{one.pk}/plan/", said(cast, questions="What went well?"), follow=True).content.decode()
    assert "What went well?" in page
    assert THE_THREE[0] not in page


@pytest.mark.parametrize(
    ("otherwise", "wrong"),
    [
        ({"teams": []}, "Choose a team"),
        ({"last_day": "2026-11-01"}, "ends before it begins"),
        ({"last_day": "2028-11-01"}, "more than four months"),
        ({"first_day": "soon"}, "That is not a day"),
        ({"questions": " \n "}, "at least one question"),
        ({"questions": "a\nb\nc\nd\ne\nf\ng"}, "6 questions at most"),
        ({"questions": "Same?\nsame?"}, "stands there twice"),
        ({"calls_each": "0"}, "least one call"),
        ({"name": ""}, "Give it a name"),
    ],
)
def test_what_makes_no_plan_is_said_and_kept(cast: Cast, otherwise: dict[str, object], wrong: str) -> None:
    got = cast.browser("lead").post("/rounds/new/", said(cast, **otherwise))
    assert got.status_code == 422
    assert wrong in got.content.decode()
    assert not Round.objects.exists()
    assert "How the move went" in got.content.decode()


def test_a_house_without_a_team_is_told_so(cast: Cast) -> None:
    Membership.objects.all().delete()
    Team.objects.all().delete()
    assert "name the first and who is in it" in cast.browser("admin").get("/rounds/new/").content.decode()


def test_a_lead_plans_for_their_own_teams_only(cast: Cast) -> None:
    got = cast.browser("lead").post("/rounds/new/", said(cast, teams=[cast.desk.pk, cast.networks.pk]))
    assert got.status_code == 422
    assert cast.browser("manager").post("/rounds/new/", said(cast, teams=[cast.networks.pk])).status_code == 302
    one = Round.objects.get()
    assert cast.browser("lead").get(f"/rounds/{one.pk}/").status_code == 404


def test_who_is_left_out_and_why(cast: Cast) -> None:
    can, out, no_address, role, asked, called, ours, old, other, cross = people_served(cast, 10)
    a_case(cast, contact=cross, team=None)
    Contact.objects.filter(pk=out.pk).update(opted_out_at=now())
    Contact.objects.filter(pk=no_address.pk).update(email="")
    Contact.objects.filter(pk=role.pk).update(email="noreply@internal.example")
    Invitation.objects.create(contact=asked, token_hash=b"a" * 32, day=now().date(), expires_at=now())
    cast.member.contact = ours
    cast.member.save()
    old.interactions.update(closed_at=now() - timedelta(days=200))  # type: ignore[attr-defined]
    other.interactions.update(team=cast.networks)  # type: ignore[attr-defined]
    before = a_running_round(cast, people=0)
    Call.objects.filter(round=before).delete()
    Call.objects.create(round=before, member=cast.member, contact=called, drawn_id=called.pk, place=1, invited_at=now())
    got = eligible_for(a_round(cast, name="The next"), now())
    assert set(got.candidates) == {can.pk}
    assert got.left_out == {
        "opted_out": 1,
        "no_address": 1,
        "role_address": 1,
        "asked_recently": 2,
        "one_of_us": 1,
        "open_complaint": 1,
    }
    page = words(cast.browser("lead"), f"/rounds/{Round.objects.latest('pk').pk}/")
    assert "do not want to be asked or called" in page
    assert "Of 8 whom Service desk served" in page


def test_who_is_asked_in_confidence_is_not_called_by_name(cast: Cast) -> None:
    inside, outside = people_served(cast, 3), people_served(cast, 2, kind="external")
    InConfidence.objects.create(team=cast.networks)
    assert len(eligible_for(a_round(cast), now()).candidates) == 5, "another team's confidences are not ours"
    InConfidence.objects.create(team=cast.desk)
    got = eligible_for(a_round(cast, name="The next"), now())
    assert set(got.candidates) == {one.pk for one in outside} and got.left_out == {"confidential": 3}
    assert "asked in confidence" in words(cast.browser("lead"), f"/rounds/{Round.objects.latest('pk').pk}/")
    InConfidence.objects.all().delete()
    InConfidence.objects.create(client=inside[0].client)
    assert set(unwanted_among([inside[0].pk, outside[0].pk], now())) == {inside[0].pk}


def test_inside_outside_and_services_narrow_it(cast: Cast) -> None:
    inside, outside = people_served(cast, 2), people_served(cast, 3, kind="external")
    printing = Service.objects.create(name="Printing")
    serve(outside[0], cast.desk, service=printing)
    assert set(eligible_for(a_round(cast, client_kind="internal"), now()).candidates) == {one.pk for one in inside}
    assert set(eligible_for(a_round(cast, service_ids=(printing.pk,)), now()).candidates) == {outside[0].pk}


def test_who_served_last_is_known(cast: Cast) -> None:
    [one] = people_served(cast, 1, by=cast.member)
    serve(one, cast.desk, cast.lead, days_ago=1)
    serve(one, cast.desk, cast.member, days_ago=100)
    serve(one, cast.networks, cast.outsider, days_ago=0.1)  # another team: it does not call
    candidate = eligible_for(a_round(cast), now()).candidates[one.pk]
    assert (candidate.served_by, candidate.times, candidate.kind) == ((cast.lead.pk,), 3, "internal")


def test_a_round_that_runs_is_never_changed(cast: Cast) -> None:
    one = a_running_round(cast)
    with pytest.raises(RunningError):
        change_round(round_id=one.pk, plan=a_plan(cast, questions=("Another?",)), by=cast.admin_by)
    with pytest.raises(RunningError):
        drop_round(round_id=one.pk, by=cast.admin_by)
    with pytest.raises(RunningError):
        start_round(round_id=one.pk, member=cast.lead, by=cast.admin_by)
    assert cast.browser("lead").get(f"/rounds/{one.pk}/plan/").status_code == 404


def test_a_plan_can_be_dropped(cast: Cast) -> None:
    one = a_round(cast)
    assert "is gone" in cast.browser("lead").post(f"/rounds/{one.pk}/dropping/", follow=True).content.decode()
    assert not Round.objects.exists()
    assert Entry.objects.filter(kind="round.dropped", subject_id=one.pk).exists()


def test_nobody_is_drawn_where_nobody_can_be(cast: Cast) -> None:
    with pytest.raises(NobodyError, match="can be drawn"):
        start_round(round_id=a_round(cast).pk, member=None, by=cast.admin_by)
    people_served(cast, 2)
    cast.desk.memberships.all().delete()  # type: ignore[attr-defined]
    with pytest.raises(NobodyError, match="could call"):
        start_round(round_id=a_round(cast).pk, member=None, by=cast.admin_by)
    assert Round.objects.exclude(state="planned").count() == 0
    got = cast.browser("manager").post(f"/rounds/{Round.objects.latest('pk').pk}/start/", follow=True)
    assert "nobody in these teams" in got.content.decode()


def test_pages_take_as_many_queries_for_many_as_for_few(cast: Cast) -> None:
    browser = cast.browser("lead")
    people_served(cast, 3)
    one = a_round(cast)
    pages = [f"/rounds/{one.pk}/", "/rounds/"]
    few = [queries_of(browser, href) for href in pages]
    people_served(cast, 60)
    for _ in range(5):
        a_round(cast)
    assert [queries_of(browser, href) for href in pages] == few
    few_calls = a_running_round(cast, people=2, calls_each=1)
    many_calls = a_running_round(cast, people=20, calls_each=8)
    hrefs = ["/rounds/{}/", "/rounds/{}/draw/"]
    assert [queries_of(browser, href.format(few_calls.pk)) for href in hrefs] == [
        queries_of(browser, href.format(many_calls.pk)) for href in hrefs
    ]


def test_questions_are_read_a_line_each() -> None:
    assert clean_questions("  One?\r\n\r\nTwo  words? ") == ["One?", "Two words?"]
    with pytest.raises(ValueError, match="characters"):
        clean_questions("x" * 201)


def test_a_client_that_is_nobodys_is_drawn_too(cast: Cast) -> None:
    alone = Contact.objects.create(name="Nobody's", email="alone@out.example")
    serve(alone, cast.desk)
    Client.objects.create(name="Never served")
    one = a_round(cast, groups="kind")
    assert set(eligible_for(one, now()).candidates) == {alone.pk}
    assert start_round(round_id=one.pk, member=None, by=cast.admin_by).calls.count() == 1
