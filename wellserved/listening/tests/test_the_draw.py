"""Chance draws, the journal keeps how, anybody can repeat it, and a replacement is drawn too."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.kit.clock import now
from wellserved.listening.actions.drawing import NobodyError, replace_contact, start_round
from wellserved.listening.models import Call, Round
from wellserved.listening.queries.drawn import draw_again
from wellserved.listening.queries.verifying import verify_round
from wellserved.listening.tests.served import a_round, a_running_round, people_served
from wellserved.people.models import Contact


def test_everybody_draws_three_and_nobody_is_drawn_twice(cast: Cast) -> None:
    one = a_running_round(cast)
    calls = list(one.calls.all())
    assert Counter(call.member_id for call in calls) == {cast.lead.pk: 3, cast.member.pk: 3}
    assert len({call.contact_id for call in calls}) == 6
    assert sorted(call.place for call in calls) == [1, 1, 2, 2, 3, 3]
    entry = Entry.objects.get(kind="round.drawn", subject_id=one.pk)
    assert entry.details == {
        "seed": one.seed,
        "frame": one.frame_digest,
        "draw": one.draw_digest,
        "eligible": 12,
        "members": 2,
        "each": 3,
    }
    assert verify_round(one).same


def test_nobody_calls_whom_they_served_last(cast: Cast) -> None:
    people_served(cast, 3, by=cast.member)
    people_served(cast, 3, by=cast.lead)
    one = start_round(round_id=a_round(cast).pk, member=None, by=cast.admin_by)
    for call in one.calls.all():
        served = call.contact.interactions.get().served.get().member_id  # type: ignore[union-attr]
        assert served != call.member_id
    assert verify_round(one).same


def test_groups_are_drawn_from_in_proportion(cast: Cast) -> None:
    people_served(cast, 20)
    people_served(cast, 10, kind="external")
    one = start_round(round_id=a_round(cast, groups="kind").pk, member=None, by=cast.admin_by)
    kinds = Counter(call.contact.client.kind for call in one.calls.select_related("contact__client"))  # type: ignore[union-attr]
    assert kinds == {"internal": 4, "external": 2}
    assert verify_round(one).same


def test_a_replacement_is_drawn_too_and_says_why(cast: Cast) -> None:
    one = a_running_round(cast)
    call = one.calls.filter(member=cast.member).order_by("place").first()
    assert call is not None
    got = cast.browser("member").post(f"/calls/{call.pk}/replacement/", {"reason": ""})
    assert got.status_code == 422
    page = cast.browser("member").post(f"/calls/{call.pk}/replacement/", {"reason": "On leave until May"}, follow=True)
    instead = Call.objects.get(instead_of=call)
    assert f"{instead.contact} was drawn instead" in page.content.decode()
    assert "On leave until May" in page.content.decode()
    call.refresh_from_db()
    assert (call.state, call.replaced_by, instead.member, instead.place) == ("replaced", cast.member, cast.member, 4)
    assert Entry.objects.get(kind="call.replaced").details["instead"] == instead.drawn_id
    assert verify_round(one).same
    # Nobody is replaced twice, and nobody who was drawn once comes back.
    assert cast.browser("member").post(f"/calls/{call.pk}/replacement/", {"reason": "x"}).status_code == 404


def test_who_cannot_be_called_any_more_is_passed_over(cast: Cast) -> None:
    one = a_running_round(cast)
    drawn = set(one.calls.values_list("contact_id", flat=True))
    spare = Contact.objects.exclude(pk__in=drawn).filter(interactions__isnull=False)
    keep = spare.order_by("pk").first()
    assert keep is not None
    gone = set(spare.exclude(pk=keep.pk).values_list("pk", flat=True))
    Contact.objects.filter(pk__in=gone).update(opted_out_at=now())
    call = one.calls.filter(member=cast.lead).first()
    assert call is not None
    instead = replace_contact(call_id=call.pk, reason="moved away", member=cast.lead, by=cast.admin_by)
    assert instead.contact == keep
    assert set(instead.passed_over.values()) <= {"opted_out"}
    assert {int(pk) for pk in instead.passed_over} <= gone
    assert verify_round(one).same
    other = one.calls.filter(member=cast.member, state="drawn").first()
    assert other is not None
    with pytest.raises(NobodyError):
        replace_contact(call_id=other.pk, reason="moved away", member=cast.lead, by=cast.admin_by)
    other.refresh_from_db()
    assert other.state == "drawn"


@pytest.mark.parametrize("what", ["seed", "member", "contact", "frame", "reason", "picked", "members"])
def test_whoever_meddles_is_found_out(cast: Cast, what: str) -> None:
    one = a_running_round(cast, people=20)
    call = one.calls.filter(member=cast.member).first()
    assert call is not None
    instead = replace_contact(call_id=call.pk, reason="on leave", member=cast.lead, by=cast.admin_by)
    assert verify_round(one).same
    spare = Contact.objects.filter(interactions__isnull=False).exclude(pk__in=one.calls.values("drawn_id")).first()
    assert spare is not None
    other = one.calls.filter(member=cast.lead).first()
    assert other is not None
    if what == "seed":
        Round.objects.filter(pk=one.pk).update(seed="1" * 32)
    elif what == "member":
        Call.objects.filter(pk=other.pk).update(member=cast.member)
    elif what == "contact":
        Call.objects.filter(pk=other.pk).update(drawn_id=spare.pk)
    elif what == "frame":
        Round.objects.filter(pk=one.pk).update(frame_digest="0" * 64)
    elif what == "reason":
        Call.objects.filter(pk=call.pk).update(reason="")
    elif what == "picked":  # the one after the next, and the next said to be unfit: only the journal knows better
        again, *_ = draw_again(one)
        follows = again.spare[again.spare.index(instead.drawn_id) + 1]
        Call.objects.filter(pk=instead.pk).update(drawn_id=follows, passed_over={str(instead.drawn_id): "opted_out"})
    elif what == "members":
        one.members.add(cast.outsider)
    one.refresh_from_db()
    verdict = verify_round(one)
    assert not verdict.same
    assert any("differs" in line for line in verdict.lines)
    assert "it differs" in cast.browser("lead").get(f"/rounds/{one.pk}/draw/").content.decode()


def test_the_frame_can_be_taken_away_and_holds_numbers_alone(cast: Cast) -> None:
    one = a_running_round(cast, people=3)
    got = cast.browser("member").get(f"/rounds/{one.pk}/draw/frame.txt")
    assert len(got.content.decode().splitlines()) == 3
    assert "Person" not in got.content.decode()
