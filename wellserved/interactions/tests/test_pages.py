"""The pages of interactions and imports."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from wellserved.interactions import tasks
from wellserved.interactions.actions import upsert_interactions
from wellserved.interactions.models import Import, Interaction
from wellserved.interactions.queries import ON_A_PAGE
from wellserved.interactions.tests.test_upserting import NOON, ticket
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM


def bring(*rows: Any) -> None:
    upsert_interactions(rows=list(enumerate(rows)), by=SYSTEM)


@pytest.fixture(autouse=True)
def at_home(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path


def test_each_sees_what_is_theirs(cast: Cast) -> None:
    bring(
        ticket(1, team="Service desk", subject="of the desk"),
        ticket(2, team="Networks", subject="of networks"),
        ticket(3, team="Networks", members=("milo@campus.example",), subject="served by Milo"),
    )
    seen = {
        who: {
            s
            for s in ("of the desk", "of networks", "served by Milo")
            if s in str(cast.browser(who).get("/interactions/").content)
        }
        for who in ("member", "lead", "outsider", "manager")
    }
    assert seen["member"] == {"of the desk", "served by Milo"}
    assert seen["lead"] == {"of the desk"}
    assert seen["outsider"] == {"of networks", "served by Milo"}
    assert len(seen["manager"]) == 3


def test_the_list_costs_the_same_however_long_and_pages_by_key(cast: Cast, django_assert_max_num_queries: Any) -> None:
    bring(*(ticket(n, team="Service desk", client=f"C{n}", service=f"S{n}") for n in range(ON_A_PAGE + 5)))
    browser = cast.browser("manager")
    with django_assert_max_num_queries(11):
        page = browser.get("/interactions/").content.decode()
    assert page.count("<tr>") == ON_A_PAGE + 1
    older = page.split('href="?')[-1].split('"')[0].replace("&amp;", "&")
    assert browser.get(f"/interactions/?{older}").content.decode().count("<tr>") == 6


def test_filters_and_search_find_it(cast: Cast) -> None:
    bring(ticket(1, subject="Needle"), ticket(2, subject="Hay", closed_at=NOON))
    browser = cast.browser("manager")
    for query, there, gone in (
        ("q=needle", "Needle", "Hay"),
        ("state=closed", "Hay", "Needle"),
        ("q=2", "Hay", "Needle"),
    ):
        page = browser.get(f"/interactions/?{query}").content.decode()
        assert there in page and gone not in page
    for odd in ("team=x", "before=99999999999999999999", "state=x", "service=-1"):
        assert browser.get(f"/interactions/?{odd}").status_code == 200


def test_one_can_be_written_down_closed_and_mended_by_hand(cast: Cast) -> None:
    lead = cast.browser("lead")
    said = {
        "subject": "A visit",
        "team": cast.desk.pk,
        "members": "milo@campus.example; Ann",
        "contact_email": "z@x.example",
    }
    assert lead.post("/interactions/new/", said).status_code == 302
    found = Interaction.objects.get()
    assert (found.source, found.team, found.members.count()) == ("hand", cast.desk, 2)
    closed = {**said, "opened_at": "2026-11-02T10:00", "closed_at": "2026-11-02T11:00", "members": "Ann"}
    lead.post(f"/interactions/{found.pk}/edit/", closed)
    lead.post(f"/interactions/{found.pk}/edit/", {**closed, "members": "Somebody else"})
    found.refresh_from_db()
    assert (found.closings, [m.name for m in found.members.all()]) == (1, ["Ann"])
    wrong = lead.post(f"/interactions/{found.pk}/edit/", {**closed, "closed_at": "2026-11-01T11:00"})
    assert b"closed before it opened" in wrong.content
    kinds = list(Entry.objects.filter(subject_kind="interaction").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["interaction.recorded", "interaction.closed"]


def test_a_member_writes_for_their_own_team_only(cast: Cast) -> None:
    answer = cast.browser("member").post("/interactions/new/", {"subject": "x", "team": cast.networks.pk})
    assert answer.status_code == 200
    assert not Interaction.objects.exists()


def test_a_file_is_looked_at_started_and_read(cast: Cast) -> None:
    browser = cast.browser("manager")
    file = SimpleUploadedFile("t.csv", b"Ticket,Created,What\nA,03/04/2026,one\nB,05/06/2026,=two\nC,never,=cmd\n")
    page = browser.post("/imports/new/", {"file": file, "source": "desk"}, follow=True)
    assert b"Say which" in page.content
    run = Import.objects.get()
    asked = {
        "profile": "rows",
        "dates": "day",
        "column-0": "external_id",
        "column-1": "opened_at",
        "column-2": "subject",
    }
    page = browser.get(f"/imports/{run.pk}/", asked)
    assert b"2 would land, 1 would not" in page.content
    assert b"3 Apr 2026" in page.content
    assert not Interaction.objects.exists()
    assert browser.post(f"/imports/{run.pk}/start/", asked).status_code == 302
    assert b"It is being read" in browser.get(f"/imports/{run.pk}/").content
    tasks.run_import.func(run.pk)
    assert b"It has come in" in browser.get(f"/imports/{run.pk}/").content
    lines = b"".join(browser.get(f"/imports/{run.pk}/rejected.csv")).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(lines)))
    assert rows[0] == ["Ticket", "Created", "What", "Line", "Reason"]
    assert rows[1][:4] == ["C", "never", "'=cmd", "4"]
    assert Interaction.objects.count() == 2


def test_a_file_that_is_no_table_is_refused_in_words(cast: Cast) -> None:
    file = SimpleUploadedFile("t.xls", b"\xd0\xcf\x11\xe0....")
    page = cast.browser("manager").post("/imports/new/", {"file": file, "source": "desk"})
    assert b"old Excel file" in page.content
    assert not Import.objects.exists()


def test_one_interaction_says_whom_it_served_and_whether_we_ask(cast: Cast) -> None:
    bring(ticket(1, team="Service desk", members=("milo@campus.example",), client="Biology", subject="A visit"))
    page = cast.browser("member").get(f"/interactions/{Interaction.objects.get().pk}/").content.decode()
    for words in ("A visit", "Milo Member", "Biology", "Whether we ask", "It is still open"):
        assert words in page


def test_a_member_who_writes_down_a_call_renames_nobody(cast: Cast) -> None:
    """Only leads and above may edit a contact; a name typed beside a known address changes none."""
    said = {"subject": "Projector", "team": cast.desk.pk, "contact_email": cast.contact.email, "contact_name": "bea"}
    assert cast.browser("member").post("/interactions/new/", said).status_code == 302
    cast.contact.refresh_from_db()
    assert cast.contact.name == "Bea Contact"
    assert Interaction.objects.get().contact == cast.contact
