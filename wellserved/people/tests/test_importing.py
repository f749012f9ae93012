"""People from a file: every line lands or is refused on its own, and twice is once."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from wellserved.accounts.models import Account
from wellserved.journal.models import Entry
from wellserved.people.actions.importing import import_contacts, import_members
from wellserved.people.models import Client, Contact, Member, Membership, Team
from wellserved.people.uploads import keep_upload, kept_upload

CONTACTS = """Organisation,Kind,First name,Last name,E-Mail,Phone,Language,Time zone,Opted out,Shoe size
Biology,internal,Bea,Contact,BEA@biology.example,+49 30 1,de,,,38
Chemistry,internal,,Zoë Ölander,zoe@chemistry.example,,pt_BR,europe/lisbon,yes,39
Chemistry,,=cmd|' /C calc'!A0,,,,,,,
Chemistry,,Nobody,,not an address,,,,,
Chemistry,,Far,,far@chemistry.example,,,Moon/Sea,,
Physics,,,,,,,,,
Chemistry,sideways,Kim,,kim@chemistry.example,,,,,
,,,,,+1,,,,
"""


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "people.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_clients_and_contacts_land_and_what_cannot_is_told_by_line(
    cast: Cast, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    file = written(tmp_path, CONTACTS.replace(",", delimiter), encoding)
    report = import_contacts(file, cast.admin_by)
    assert (report.lines, report.created, report.changed, report.refused) == (8, 3, 1, 4)
    assert [line for line, _ in report.problems] == [5, 6, 8, 9]
    reasons = [reason for _, reason in report.problems]
    assert "not an e-mail address" in reasons[0]
    assert "not a time zone" in reasons[1]
    assert "neither internal nor external" in reasons[2]
    assert "needs a name or an e-mail address" in reasons[3]
    zoe = Contact.objects.get(email="zoe@chemistry.example")
    assert (zoe.name, zoe.language, zoe.timezone) == ("Zoë Ölander", "pt-br", "Europe/Lisbon")
    assert zoe.opted_out_at is not None
    assert zoe.client
    assert (zoe.client.name, zoe.client.kind) == ("Chemistry", "internal")
    assert Contact.objects.filter(name="=cmd|' /C calc'!A0").exists()
    assert Client.objects.filter(name="Physics").exists()
    cast.contact.refresh_from_db()
    assert (cast.contact.phone, cast.contact.language) == ("+49 30 1", "de")


def test_the_same_file_twice_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    file = written(tmp_path, CONTACTS)
    import_contacts(file, cast.admin_by)
    before = list(Contact.objects.order_by("id").values())
    again = import_contacts(file, cast.admin_by)
    assert (again.created, again.changed, again.same, again.refused) == (0, 0, 4, 4)
    assert list(Contact.objects.order_by("id").values()) == before
    entry = Entry.objects.filter(kind="people.imported").latest("id")
    assert entry.details == {"what": "contacts", "lines": 8, "created": 0, "changed": 0, "refused": 4}


def test_a_long_file_takes_a_few_queries_for_each_five_hundred_lines(
    cast: Cast, tmp_path: Path, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    lines = [f"Client {i % 20},Person {i},p{i}@c.example" for i in range(1500)]
    file = written(tmp_path, "client,name,email\n" + "\n".join(lines))
    with django_assert_max_num_queries(60):
        assert import_contacts(file, cast.admin_by).created == 1500


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("a,b\n1,2\n", "No column is called"), ("client,name\nx,y\nx,z\n", "more than 1 lines")],
)
def test_a_file_of_no_use_is_refused_as_a_whole(cast: Cast, tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        import_contacts(written(tmp_path, text), cast.admin_by, at_most=1)
    assert Contact.objects.count() == 1


MEMBERS = """Name,E-mail,Teams,Reports to,Help desk name
Nina New,nina@campus.example,Service desk; Telephony,lena@campus.example,nn01
Milo Member,milo@campus.example,Telephony,,mm042
Lena Lead,lena@campus.example,,Nina New,
Agent 7,seven@campus.example,,Nobody Known,
,,Service desk,,
"""


def test_members_and_teams_land_and_nobody_gets_a_login_by_a_file(cast: Cast, tmp_path: Path) -> None:
    Member.objects.create(name="Agent 7", external_name="Agent 7")
    logins = Account.objects.count()
    file = written(tmp_path, MEMBERS)
    report = import_members(file, cast.admin_by)
    assert (report.lines, report.created, report.changed, report.refused) == (5, 1, 2, 1)
    assert [line for line, _ in report.problems] == [6, 4, 5]
    nina = Member.objects.get(email="nina@campus.example")
    assert (nina.external_name, nina.reports_to) == ("nn01", cast.lead)
    assert set(nina.teams.values_list("name", flat=True)) == {"Service desk", "Telephony"}
    cast.lead.refresh_from_db()
    assert cast.lead.reports_to == cast.manager, "nobody reports to themselves by a detour"
    assert Member.objects.get(email="seven@campus.example").external_name == "Agent 7"
    assert Account.objects.count() == logins
    again = import_members(file, cast.admin_by)
    assert (again.created, again.changed) == (0, 0)
    assert Team.objects.count() == 3
    assert Membership.objects.filter(member=nina).count() == 2


def test_a_file_cannot_change_the_address_somebody_signs_in_with(cast: Cast, tmp_path: Path) -> None:
    cast.admin.external_name = "root"
    cast.admin.save()
    file = written(tmp_path, "name,email,login\nAda Admin,eve@evil.example,root\n")
    report = import_members(file, cast.admin_by)
    assert "signs in with another address" in report.problems[0][1]
    cast.admin.refresh_from_db()
    assert cast.admin.email == "ada@campus.example"


def test_on_the_page_nothing_changes_before_somebody_says_so(cast: Cast) -> None:
    browser = cast.browser("manager")
    file = SimpleUploadedFile("people.csv", CONTACTS.encode())
    look = browser.post("/contacts/import/", {"file": file})
    page = look.content.decode()
    assert "Nothing is changed yet" in page
    assert "Shoe size" in page
    assert Contact.objects.count() == 1
    ticket = look.context["ticket"]
    assert "not here any more" in cast.browser("admin").post("/contacts/import/", {"ticket": ticket}).content.decode()
    assert "3 new, 1 changed" in browser.post("/contacts/import/", {"ticket": ticket}).content.decode()
    assert Contact.objects.count() == 3
    assert "not here any more" in browser.post("/contacts/import/", {"ticket": ticket}).content.decode()


def test_what_is_no_table_is_refused_kindly(cast: Cast) -> None:
    browser = cast.browser("manager")
    for content in (b"", b"\x00\x01\x02\xff" * 50, b"PK\x03\x04 broken", b"<html>"):
        page = browser.post("/members/import/", {"file": SimpleUploadedFile("x.csv", content)})
        assert page.status_code == 200
    assert "Line" not in browser.post("/members/import/", {}).content.decode()


def test_an_upload_opens_for_who_sent_it_only(cast: Cast) -> None:
    ticket = keep_upload(SimpleUploadedFile("x.csv", b"name\nx\n"), 7)
    assert kept_upload(ticket, 7).read_bytes() == b"name\nx\n"
    for wrong in (ticket + "x", "", "../../etc/passwd"):
        with pytest.raises(ValueError, match="not here any more"):
            kept_upload(wrong, 7)
    with pytest.raises(ValueError, match="not here any more"):
        kept_upload(ticket, 8)
