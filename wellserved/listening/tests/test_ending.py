"""A round ends when nobody who spoke waits any more; what was left open is closed with its reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Cast
from wellserved.calendars.models import Appointment
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.answering import OverError, wish_for_time
from wellserved.listening.actions.calling import end_call
from wellserved.listening.actions.ending import NotYetError, end_round
from wellserved.listening.actions.inviting import invite_to_calls
from wellserved.listening.actions.keeping_time import keep_calendars_in_step
from wellserved.listening.actions.telling import tell
from wellserved.listening.models import Call, Round, Telling
from wellserved.listening.queries.telling import participants_of, tellings_ahead_of
from wellserved.listening.tests.decided import a_decided_round
from wellserved.mail.models import Letter
from wellserved.people.models import Contact

State = Call.State


def tell_everybody(one: Round, cast: Cast) -> None:
    for who in participants_of(one):
        if who.state == "open":
            tell(call_id=who.call.pk, member=who.call.member, by=cast.admin_by)


def test_who_was_not_told_stands_in_the_way(cast: Cast) -> None:
    one = a_decided_round(cast)
    lead = cast.browser("lead")
    page = lead.get(f"/rounds/{one.pk}/ending/").content.decode()
    assert "Two people have not heard from us yet" in page and ">End this round<" not in page
    assert "has not been told yet" in lead.post(f"/rounds/{one.pk}/ending/", follow=True).content.decode()
    tell_everybody(one, cast)
    assert "has ended" in lead.post(f"/rounds/{one.pk}/ending/", follow=True).content.decode()
    one.refresh_from_db()
    assert (one.state, one.ended_by) == (Round.State.ENDED, cast.lead) and one.ended_at
    [entry] = Entry.objects.filter(kind="round.ended")
    assert entry.details == {"told": 2, "excused": 0, "never_held": 4}
    assert lead.get(f"/rounds/{one.pk}/ending/").status_code == 404
    assert lead.get(f"/rounds/{one.pk}/").status_code == 200


def test_what_was_open_is_closed_and_invitations_are_taken_back(cast: Cast) -> None:
    one = a_decided_round(cast)
    tell_everybody(one, cast)
    asked, wished, planned, _ = list(one.calls.filter(state=State.DRAWN).order_by("pk"))
    invite_to_calls(call_ids=[asked.pk, wished.pk, planned.pk], by=cast.admin_by)
    wish_for_time(call_id=wished.pk, wish="After four", number="")
    soon = now() + timedelta(days=2)
    Call.objects.filter(pk=planned.pk).update(state=State.PLANNED, starts_at=soon, number="4417")
    keep_calendars_in_step()
    Letter.objects.filter(kind="call_time").update(state=Letter.State.SENT, sent_at=now())
    with pytest.raises(NotYetError):
        end_round(round_id=one.pk, words="", member=cast.lead, by=cast.admin_by)
    lead = cast.browser("lead")
    assert lead.post(f"/rounds/{one.pk}/ending/", {"words": ""}).status_code == 422
    lead.post(f"/rounds/{one.pk}/ending/", {"words": "Half of us were ill"})
    reasons = dict(one.calls.exclude(state=State.HELD).values_list("pk", "reason"))
    assert reasons[asked.pk] == "They did not answer"
    assert reasons[wished.pk] == "They wrote when, and nobody called: Half of us were ill"
    assert set(one.calls.exclude(state=State.HELD).values_list("state", flat=True)) == {State.CLOSED}
    assert not Letter.objects.filter(kind="call_invitation", state=Letter.State.QUEUED).exists()
    assert Appointment.objects.get(subject_id=planned.pk).state == Appointment.State.STANDS
    keep_calendars_in_step()
    assert Appointment.objects.get(subject_id=planned.pk).state == Appointment.State.OFF
    off = Letter.objects.filter(kind="call_time", audience="customer", subject__startswith="Called off")
    assert off.count() == 1 and not off.filter(text__contains="choose a time here").exists()
    with pytest.raises(OverError):
        wish_for_time(call_id=asked.pk, wish="Now", number="")
    assert "ill" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_why_somebody_need_not_be_told_stays_with_the_round(cast: Cast) -> None:
    one = a_decided_round(cast, calls=1)
    contact = Contact.objects.get(calls__round=one, calls__state=State.HELD)
    Contact.objects.filter(pk=contact.pk).update(opted_out_at=now())
    end_round(round_id=one.pk, words="", member=cast.lead, by=cast.admin_by)
    Contact.objects.filter(pk=contact.pk).update(opted_out_at=None)
    assert Telling.objects.get().why == Telling.Why.OPTED_OUT
    assert [who.state for who in participants_of(one)] == ["excused"]


def test_a_call_that_comes_late_from_a_device_is_kept_and_its_contact_is_told(cast: Cast) -> None:
    one = a_decided_round(cast, calls=1)
    tell_everybody(one, cast)
    late = one.calls.filter(state=State.DRAWN, member=cast.member)[0]
    Call.objects.filter(pk=late.pk).update(state=State.INVITED)
    end_round(round_id=one.pk, words="", member=cast.lead, by=cast.admin_by)
    assert end_call(call_id=late.pk, by=cast.admin_by)
    assert [call.pk for call in tellings_ahead_of(cast.member.pk)] == [late.pk]
    assert (
        cast.browser("member").post(f"/calls/{late.pk}/telling/", {"words": "Thanks.", "do": "send"}).status_code == 302
    )
