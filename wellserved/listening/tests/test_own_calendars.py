"""A member's own calendar: their calls are in the feed, and who is busy is not offered."""

from __future__ import annotations

from datetime import datetime, timedelta

import vobject
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.calendars.actions.own import make_feed, withdraw_feed
from wellserved.calendars.models import OwnCalendar
from wellserved.kit.clock import now
from wellserved.listening.actions.keeping_time import keep_calendars_in_step
from wellserved.listening.tests.served import an_invited_call, slots_on
from wellserved.listening.tests.test_keeping_time import choose
from wellserved.people.models import Member


def test_who_subscribes_sees_their_calls_and_nobody_elses(cast: Cast) -> None:
    call, href = an_invited_call(cast)
    choose(href)
    keep_calendars_in_step()
    token = make_feed(member_id=cast.member.pk, by=cast.admin_by)
    got = Browser().get(f"/feed/{token}.ics")
    assert got["Content-Type"].startswith("text/calendar")
    [event] = vobject.readOne(got.content.decode()).vevent_list
    assert event.summary.value == f"Call {call.contact}"
    assert event.location.value == "Ext. 4417"
    assert call.contact.email not in got.content.decode()  # type: ignore[union-attr]
    assert Browser().get(f"/feed/{token}.ics", headers={"if-none-match": got["ETag"]}).status_code == 304
    other = make_feed(member_id=cast.lead.pk, by=cast.admin_by)
    assert b"VEVENT" not in Browser().get(f"/feed/{other}.ics").content
    choose_again(href)
    assert Browser().get(f"/feed/{token}.ics", headers={"if-none-match": got["ETag"]}).status_code == 200


def choose_again(href: str) -> None:
    Browser().post(href, {"do": "again"})
    choose(href, place=2)
    keep_calendars_in_step()


def test_a_feed_ends_when_it_is_renewed_withdrawn_or_its_member_leaves(cast: Cast) -> None:
    first = make_feed(member_id=cast.member.pk, by=cast.admin_by)
    second = make_feed(member_id=cast.member.pk, by=cast.admin_by)
    assert [Browser().get(f"/feed/{token}.ics").status_code for token in (first, second)] == [404, 200]
    assert first not in str(OwnCalendar.objects.values().get())
    Member.objects.filter(pk=cast.member.pk).update(left_at=now())
    assert Browser().get(f"/feed/{second}.ics").status_code == 404
    Member.objects.filter(pk=cast.member.pk).update(left_at=None)
    withdraw_feed(member_id=cast.member.pk, by=cast.admin_by)
    assert Browser().get(f"/feed/{second}.ics").status_code == 404


def test_a_member_makes_the_feed_on_their_page_and_is_shown_it_once(cast: Cast) -> None:
    member = cast.browser("member")
    shown = member.post("/calendar/feed/", {"do": "make"}).content.decode()
    assert "/feed/" in shown
    assert "/feed/" not in member.get("/calendar/").content.decode().replace("/calendar/feed/", "")
    member.post("/calendar/letters/", {"letters": "no"})
    assert not OwnCalendar.objects.get().letters


def test_who_is_busy_is_not_offered_and_cannot_be_had(cast: Cast) -> None:
    _, href = an_invited_call(cast)
    offered = slots_on(Browser().get(href).content.decode())
    starts = datetime.fromisoformat(offered[0])
    busy = [[(starts + timedelta(minutes=9)).isoformat(), (starts + timedelta(minutes=20)).isoformat()]]
    OwnCalendar.objects.create(member=cast.member, busy=busy)
    now_offered = slots_on(Browser().get(href).content.decode())
    assert offered[0] not in now_offered and now_offered
    assert Browser().post(href, {"do": "slot", "slot": offered[0], "number": "1"}).status_code == 409
