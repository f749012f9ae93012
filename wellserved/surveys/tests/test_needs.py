"""Did you know what we needed from you? Asked once, after the answer, where the service has a prep sheet."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.people.models import Member
from wellserved.prepsheets.models import Knowing
from wellserved.prepsheets.queries import sheets_at_hand
from wellserved.prepsheets.tests.sheets import make_sheet
from wellserved.surveys.letter import sheet_link
from wellserved.surveys.models import Invitation
from wellserved.surveys.queries.asking import closing_of, history_of
from wellserved.surveys.tests.answers import make_answer
from wellserved.surveys.tests.links import LinkForTest, make_link

QUESTION = "Did you know what we needed from you?"


def answered(cast: Cast, service_id: int) -> LinkForTest:
    link = make_link(cast, service_id=service_id)
    Browser().post(link.href, {"achieved": "2", "felt": "5"})
    return link


@pytest.mark.parametrize("published", [False, True], ids=["before the sheet", "since the sheet"])
def test_it_is_asked_once_before_and_after_the_introduction(cast: Cast, published: bool) -> None:
    sheet = make_sheet(cast, published=published)
    link = answered(cast, sheet.service_id)
    thanks = Browser().get(f"{link.href}?sent").content.decode()
    assert QUESTION in thanks
    assert (f"/prep/{sheet.slug}" in thanks) is published
    for _ in range(2):  # a robot opens whatever it finds
        assert Browser().get(f"{link.href}/needs")["Location"] == link.href
    assert not Knowing.objects.exists()
    got = Browser().post(f"{link.href}/needs", {"knew": "1"})
    assert got.status_code == 303
    known = Knowing.objects.get()
    assert (known.sheet, known.answer, known.day) == (sheet, 1, date(2026, 11, 20))
    assert QUESTION not in Browser().get(got["Location"]).content.decode()
    Browser().post(f"{link.href}/needs", {"knew": "2"})
    assert Knowing.objects.get().answer == 1


@pytest.mark.parametrize("said", ["", "3", "-1", "yes", "x" * 5000])
def test_what_makes_no_sense_is_not_kept(cast: Cast, said: str) -> None:
    sheet = make_sheet(cast)
    link = answered(cast, sheet.service_id)
    assert Browser().post(f"{link.href}/needs", {"knew": said}).status_code == 303
    assert not Knowing.objects.exists()


def test_only_who_has_answered_is_heard(cast: Cast) -> None:
    link = make_link(cast, service_id=make_sheet(cast).service_id)
    assert Browser().post(f"{link.href}/needs", {"knew": "2"}).status_code == 404
    assert Browser().post("/a/nonsense/needs", {"knew": "2"}).status_code == 404
    assert not Knowing.objects.exists()


def test_where_there_is_no_sheet_nothing_is_asked_and_nothing_is_looked_up(cast: Cast) -> None:
    link = answered(cast, 4711)
    sheets_at_hand.of(4711)
    with CaptureQueriesContext(connection) as queries:
        assert QUESTION not in Browser().get(f"{link.href}?sent").content.decode()
    assert not any("prepsheets" in query["sql"] for query in queries)


def test_the_letter_that_asks_names_a_published_sheet(cast: Cast) -> None:
    assert sheet_link(make_sheet(cast).service_id).endswith("/prep/projectors")
    assert sheet_link(make_sheet(cast, published=False, service="Draft").service_id) == ""
    assert sheet_link(0) == ""


def test_a_member_who_is_the_contact_is_not_asked_about_their_own_work(cast: Cast) -> None:
    """Whatever address the contact has: a member may be served under another one."""
    interaction = Invitation.objects.get(pk=make_answer(cast).pk).interaction
    assert interaction is not None
    assert interaction.closed_at is not None
    closing = closing_of(interaction)
    assert not history_of(closing, interaction.closed_at).own_work
    Member.objects.filter(pk=cast.member.pk).update(contact=cast.contact)
    assert history_of(closing, interaction.closed_at).own_work
