"""Not going well? A lead hears now, once, and the caller sees who comes."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.accounts.models import Account
from wellserved.doors.actions.calling import end_call, take_call
from wellserved.doors.models import Knock, LeadCall
from wellserved.doors.queries.calls import called_for
from wellserved.doors.queries.doors import path_of
from wellserved.doors.rules import CLIMBS_AFTER
from wellserved.doors.tasks import climb_calls
from wellserved.doors.tests.opened import a_door, say, the_page
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Member, Membership

pytestmark = pytest.mark.django_db
CALL = {"where": "Front desk", "words": "Nobody looks up."}


def test_a_call_is_told_at_once_and_the_same_page_calls_once(cast: Cast) -> None:
    door = a_door(cast, "not_well")
    page = the_page(door)
    first, again = say(door, **CALL, **page), say(door, **CALL, **page)
    assert first.status_code == 303 and first["Location"] == again["Location"]
    letter = Letter.objects.get()
    assert letter.to_email == "lena@campus.example" and letter.not_before <= now()
    assert "Nobody looks up." in letter.text
    seen = Browser().get(first["Location"])
    assert seen.status_code == 200 and seen["Refresh"] == "10"
    assert Entry.objects.filter(kind="lead.called").count() == 1


def test_without_a_place_nobody_could_come_so_it_is_asked_for_with_the_words_kept(cast: Cast) -> None:
    got = say(a_door(cast, "not_well"), words="Help.")
    assert got.status_code == 400 and b"Say where you are" in got.content and b"Help." in got.content
    assert not LeadCall.objects.exists()


def test_a_page_that_nobody_opened_calls_nobody(cast: Cast) -> None:
    assert say(a_door(cast, "not_well"), **CALL, made="1.forged").status_code == 400
    assert not LeadCall.objects.exists() and not Letter.objects.exists()


def test_crying_wolf_wakes_nobody_any_more(cast: Cast) -> None:
    door = a_door(cast, "not_well")
    say(door, **CALL)
    Knock.objects.update(count=10)
    assert say(door, **CALL).status_code == 429
    assert LeadCall.objects.count() == 1


def test_a_team_without_a_lead_is_answered_for_by_whom_its_people_report_to(cast: Cast) -> None:
    assert called_for(cast.desk.pk) == [cast.lead]
    Membership.objects.filter(member=cast.lead).delete()
    assert called_for(cast.desk.pk) == [cast.lead], "Milo reports to Lena"
    Membership.objects.all().delete()
    assert called_for(cast.desk.pk) == [cast.manager]
    assert called_for(None) == [cast.manager]


def test_one_lead_takes_the_call_and_says_how_it_ended(cast: Cast) -> None:
    say(a_door(cast, "not_well"), **CALL)
    call, lead, manager = LeadCall.objects.get(), cast.browser("lead"), cast.browser("manager")
    lead.post(f"/lead-calls/{call.pk}/taking/")
    manager.post(f"/lead-calls/{call.pk}/taking/")
    call.refresh_from_db()
    assert call.taken_by == cast.lead, "whoever was quicker"
    assert lead.post(f"/lead-calls/{call.pk}/", {"outcome": ""}).status_code == 422
    lead.post(f"/lead-calls/{call.pk}/", {"outcome": "walked_out", "note": "Gone before I came."})
    manager.post(f"/lead-calls/{call.pk}/", {"outcome": "saved"})
    call.refresh_from_db()
    assert (call.outcome, call.note) == ("walked_out", "Gone before I came.")


def test_a_member_writes_down_who_walked_out_and_the_lead_sees_it(cast: Cast) -> None:
    member = cast.browser("member")
    assert member.post("/walk-outs/new/", {"team": cast.desk.pk, "words": ""}).status_code == 422
    assert member.post("/walk-outs/new/", {"team": cast.networks.pk, "words": "x"}).status_code == 422, "not one's own"
    member.post("/walk-outs/new/", {"team": cast.desk.pk, "words": "Looked at the clock twice, and went."})
    assert LeadCall.objects.get().noted_by == cast.member
    assert b"Looked at the clock twice" in cast.browser("lead").get("/lead-calls/").content
    assert b"Looked at the clock twice" not in cast.browser("outsider").get("/lead-calls/").content


def test_looking_calls_nobody(cast: Cast) -> None:
    Browser().get(path_of(a_door(cast, "not_well")))
    assert not LeadCall.objects.exists() and not Letter.objects.exists()


def test_a_call_that_nobody_takes_climbs_to_whom_the_lead_reports_to_and_then_to_every_manager(cast: Cast) -> None:
    account = Account.objects.create(email="nora@campus.example", role="manager")
    Member.objects.create(name="Nora Next", email="nora@campus.example", account=account)
    with time_machine.travel(now(), tick=False) as clock:
        say(a_door(cast, "not_well"), **CALL)
        assert climb_calls() == 0
        clock.shift(CLIMBS_AFTER)
        assert [climb_calls(), climb_calls()] == [1, 0]
        assert mail_to() == ["lena@campus.example", "mara@campus.example"], "Lena reports to Mara"
        assert "They have called for 5 minutes now" in Letter.objects.latest("pk").text
        clock.shift(CLIMBS_AFTER)
        assert climb_calls() == 1
        assert sorted(mail_to()[2:]) == ["mara@campus.example", "nora@campus.example"]
        clock.shift(CLIMBS_AFTER)
        assert climb_calls() == 0, "everybody was called"
    assert Entry.objects.filter(kind="lead_call.climbed").count() == 2


@pytest.mark.parametrize("ends", ["taken", "ended"])
def test_a_call_that_somebody_took_climbs_no_more(cast: Cast, ends: str) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        say(a_door(cast, "not_well"), **CALL)
        call = LeadCall.objects.get()
        if ends == "taken":
            take_call(call_id=call.pk, member=cast.lead, by=cast.admin_by)
        else:
            end_call(call_id=call.pk, outcome="not_found", note="", by=cast.admin_by)
        clock.shift(CLIMBS_AFTER)
        assert climb_calls() == 0
    assert mail_to() == ["lena@campus.example"]


def mail_to() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("to_email", flat=True))
