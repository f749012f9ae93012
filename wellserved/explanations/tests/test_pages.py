"""From the question to an approved page, as members do it in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.cases.tests.opened import a_case
from wellserved.explanations.models import Evidence, Explanation, Version
from wellserved.explanations.tests.explained import TEXTS, a_line, approved, begun, from_a_case, submitted, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def at(name: str, one: Explanation, **more: Any) -> str:
    return reverse(name, kwargs={"pk": one.pk, **more})


def test_it_grows_from_a_case_with_what_is_known(cast: Cast) -> None:
    case = a_case(cast, kind="explanation", words="Why did two engineers come?")
    lead = cast.browser("lead")
    start = f"{reverse('explanation_new')}?case={case.pk}"
    assert "Why did two engineers come?" in lead.get(start).content.decode()
    form = {"contact": "bea@biology.example", "title": "Two visits", "asked": "Why two?", "team": cast.desk.pk}
    form |= {"format": "timeline", "key": "k" * 20}
    page = lead.post(start, form, follow=True).content.decode()
    assert "You wrote: Why did two engineers come?" in page
    one = Explanation.objects.get()
    assert (one.case, one.contact, one.client, one.language) == (case, cast.contact, cast.biology, "en")
    lead.post(start, form)
    assert Explanation.objects.count() == 1  # the same form sent twice


def test_a_member_without_the_case_begins_none_from_it(cast: Cast) -> None:
    case = a_case(cast)
    assert cast.browser("member").get(f"{reverse('explanation_new')}?case={case.pk}").status_code == 404


def test_somebody_whom_we_do_not_know_is_said_so(cast: Cast) -> None:
    form = {"contact": "nobody@x.example", "title": "Two visits", "team": cast.desk.pk, "format": "letter"}
    got = cast.browser("member").post(reverse("explanation_new"), form)
    assert got.status_code == 422 and "We know nobody with this address" in got.content.decode()


def test_what_is_ticked_stands_on_the_page_in_ones_own_words(cast: Cast) -> None:
    one = from_a_case(cast)
    [row] = one.evidence.all()
    lead = cast.browser("lead")
    lead.post(at("explanation_evidence", one), {f"pick_{row.pk}": "on", f"words_{row.pk}": "You told us."})
    assert "You told us." in lead.get(at("explanation", one)).content.decode()
    lead.post(at("explanation_evidence_removal", one, evidence=row.pk))
    assert "You told us." not in lead.get(at("explanation", one)).content.decode()
    lead.post(at("explanation_evidence_pull", one))
    assert Evidence.objects.filter(explanation=one, gone=False).count() == 0  # it does not come back


def test_a_preview_keeps_nothing(cast: Cast) -> None:
    one, member = begun(cast), cast.browser("member")
    got = member.post(at("explanation_preview", one), {"title": "Seen", "format": "timeline", "why": "Because."})
    assert "Because." in got.content.decode() and "<html" not in got.content.decode()
    assert Version.objects.count() == 1
    form = {"title": "Seen", "format": "timeline", "why": "Because.", "look": "1"}
    assert "Because." in member.post(at("explanation_writing", one), form).content.decode()  # without JavaScript
    assert Version.objects.count() == 1


def test_every_text_is_kept(cast: Cast) -> None:
    one, member = begun(cast), cast.browser("member")
    for words in ("First.", "Second.", "Second."):
        member.post(at("explanation_writing", one), {"title": "Two visits", "format": "letter", "why": words})
    assert list(Version.objects.order_by("number").values_list("number", "why")) == [
        (1, ""),
        (2, "First."),
        (3, "Second."),
    ]
    assert "First." in member.get(at("explanation_version", one, number=2)).content.decode()


def test_what_reads_badly_is_said_while_writing(cast: Cast) -> None:
    why = "Obviously the DHCP lease had run out, and calm down."
    one = written(cast, why=why)
    page = cast.browser("member").get(at("explanation", one)).content.decode()
    assert "“Obviously”" in page and "DHCP" in page and "I see that this matters to you" in page


def test_a_second_person_approves_and_nobody_their_own(cast: Cast) -> None:
    one, writer, lead = written(cast), cast.browser("member"), cast.browser("lead")
    writer.post(at("explanation_submission", one), {"seen": one.changed, "reviewer": cast.lead.pk})
    one.refresh_from_db()
    assert one.state == "review"
    writer.post(at("explanation_review", one), {"seen": one.changed, "approved": "1"})
    one.refresh_from_db()
    assert one.state == "review"
    assert "You are the second person" in lead.get(at("explanation", one)).content.decode()
    lead.post(at("explanation_review", one), {"seen": one.changed, "remarks": "Say what it cost."})
    one.refresh_from_db()
    assert one.state == "returned"
    assert "Say what it cost." in writer.get(at("explanation", one)).content.decode()


def test_a_change_after_approval_asks_for_another(cast: Cast) -> None:
    one = approved(cast)
    assert one.state == "approved"
    form = {"title": one.title, "format": one.format, **TEXTS, "why": "Otherwise."}
    cast.browser("member").post(at("explanation_writing", one), form)
    one.refresh_from_db()
    assert one.state == "draft"


def test_what_changed_meanwhile_is_not_approved(cast: Cast) -> None:
    one = submitted(cast)
    cast.browser("lead").post(at("explanation_review", one), {"seen": one.changed - 1, "approved": "1"})
    one.refresh_from_db()
    assert one.state == "review"


def test_two_pages_are_not_handed_over_and_it_says_what_to_cut(cast: Cast) -> None:
    one, member = written(cast, why="A long word and another. " * 150), cast.browser("member")
    page = member.get(at("explanation", one)).content.decode()
    assert "It runs onto a second page. Cut about" in page and "“Why this way” is the longest part, with 750" in page
    member.post(at("explanation_submission", one), {"seen": one.changed})
    one.refresh_from_db()
    assert one.state == "draft"


def test_a_letter_that_no_font_has_is_named(cast: Cast) -> None:
    one, member = written(cast, why="It works 🙂 again, क too."), cast.browser("member")
    page = member.get(at("explanation", one)).content.decode()
    assert "slightly smiling face" in page and "devanagari letter ka" in page
    assert member.get(at("explanation_pdf", one)).status_code == 302


def test_a_picture_of_20_megabytes_is_refused_in_plain_words(cast: Cast) -> None:
    one, member = begun(cast), cast.browser("member")
    huge = SimpleUploadedFile("huge.jpg", b"\xff\xd8\xff" + b"\0" * 20_000_000, "image/jpeg")
    got = member.post(at("explanation_picture", one), {"picture": huge, "words": "The roller."})
    assert got.status_code == 422 and "larger than 12 MB" in got.content.decode()
    assert not Evidence.objects.exists()


def test_lists_and_pages_cost_the_same_however_much_there_is(cast: Cast) -> None:
    manager = cast.browser("manager")
    one = written(cast)
    approved(cast)
    submitted(cast)
    a_line(one)
    addresses = (reverse("explanations"), at("explanation", one), at("explanation_evidence", one))
    few = [queries_of(manager, href) for href in addresses]
    for number in range(6):
        approved(cast)
        submitted(cast)
        a_line(one, f"Line {number}.")
    assert [queries_of(manager, href) for href in addresses] == few
