"""A prep sheet: written in versions and languages, published by an admin, read by anybody, and its effect."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.kit.languages import LANGUAGES
from wellserved.measures import newcombe
from wellserved.people.models import Contact
from wellserved.prepsheets import actions, rules
from wellserved.prepsheets.models import Knowing, PrepSheet, PrepText
from wellserved.prepsheets.queries import effect_on_knowing
from wellserved.prepsheets.tests.sheets import ENGLISH, GERMAN, make_sheet

NAMES = st.text(max_size=200)


def page(slug: str, **headers: str) -> str:
    return Browser().get(f"/prep/{slug}", headers=headers).content.decode()


@given(NAMES, st.sets(st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), max_size=5))
def test_an_address_is_readable_and_free(name: str, taken: set[str]) -> None:
    slug = rules.slug_of(name, taken | {rules.slug_of(name, taken)})
    assert slug not in taken
    assert slug.replace("-", "").isalnum()
    assert slug.isascii()
    assert len(slug) <= 120


@given(st.sampled_from([*LANGUAGES, "it", ""]), st.sets(st.sampled_from(list(LANGUAGES))))
def test_a_sheet_is_shown_in_the_wanted_language_or_english_or_what_there_is(wanted: str, written: set[str]) -> None:
    shown = rules.language_shown(wanted, written)
    if wanted in written:
        assert shown == wanted
    elif "en" in written:
        assert shown == "en"
    else:
        assert shown in written or (not written and shown == "")


@given(st.lists(st.integers(0, 2), max_size=40), st.lists(st.integers(0, 2), max_size=40))
def test_an_effect_is_newcombes_difference_and_silent_while_too_few(before: list[int], after: list[int]) -> None:
    got = rules.effect(before, after)
    assert got.difference == newcombe(after.count(2), len(after), before.count(2), len(before))
    assert got.too_few is (len(before) < 5 or len(after) < 5)
    assert ("Too few" in got.in_words) is got.too_few


def test_a_lead_writes_a_sheet_and_every_version_stays(cast: Cast) -> None:
    Service.objects.create(name="Class room projectors")
    browser = cast.browser("lead")
    started = browser.post("/prep-sheets/", {"service": Service.objects.get().pk})
    sheet = PrepSheet.objects.get()
    assert started.url.endswith(f"/prep-sheets/{sheet.pk}/texts/en/")
    assert sheet.slug == "class-room-projectors"
    href = f"/prep-sheets/{sheet.pk}/texts/en/"
    assert browser.post(href, {"intro": "x", "ask_0": ""}).status_code == 422
    browser.post(href, {"ask_0": "Which room?", "why_0": "To find it.", "ask_1": "", "ask_2": "What lamp shows?"})
    browser.post(href, {"ask_0": "Which room?", "why_0": "To find it.", "ask_1": "", "ask_2": "What lamp shows?"})
    assert PrepText.objects.get().questions == [["Which room?", "To find it."], ["What lamp shows?", ""]]
    browser.post(href, {"ask_0": "Which floor?"})
    assert list(PrepText.objects.order_by("version").values_list("version", "written_by__name")) == [
        (1, "Lena Lead"),
        (2, "Lena Lead"),
    ]
    assert "What lamp shows?" in browser.get(href).content.decode()  # how it read before
    Contact.objects.filter(pk=cast.contact.pk).update(language="de")
    shown = cast.browser("member").get(f"/prep-sheets/{sheet.pk}/").content.decode()
    assert "missing · 1 contact reads it" in shown


def test_a_text_older_than_the_english_one_is_to_be_looked_at(cast: Cast) -> None:
    sheet = make_sheet(cast)
    actions.write_text(sheet_id=sheet.pk, language="de", said=GERMAN, member=None, by=cast.admin_by)
    browser = cast.browser("lead")
    assert "look again" not in browser.get(f"/prep-sheets/{sheet.pk}/").content.decode()
    changed = ENGLISH.__class__("Ten minutes.", ENGLISH.questions)
    actions.write_text(sheet_id=sheet.pk, language="en", said=changed, member=None, by=cast.admin_by)
    assert "look again" in browser.get(f"/prep-sheets/{sheet.pk}/").content.decode()


def test_anybody_reads_a_published_sheet_in_their_language_or_in_english(cast: Cast) -> None:
    sheet = make_sheet(cast)
    actions.write_text(sheet_id=sheet.pk, language="de", said=GERMAN, member=None, by=cast.admin_by)
    assert "Which room is it?" in page(sheet.slug)
    german = page(sheet.slug, accept_language="de-AT, en;q=0.5")
    assert "Welcher Raum?" in german
    assert '<html lang="de"' in german
    arabic = page(sheet.slug, accept_language="ar")
    assert 'dir="rtl"' in arabic
    assert '<div lang="en" dir="ltr">' in arabic
    assert "Welcher Raum" in Browser().get(f"/prep/{sheet.slug}?lang=de").content.decode()
    got = Browser().get(f"/prep/{sheet.slug}")
    assert not got.cookies
    assert Browser().post(f"/prep/{sheet.slug}").status_code == 405


def test_a_draft_does_not_exist_for_others_and_only_an_admin_publishes(cast: Cast) -> None:
    sheet = make_sheet(cast, published=False)
    assert Browser().get(f"/prep/{sheet.slug}").status_code == 404
    href = f"/prep-sheets/{sheet.pk}/publication/"
    assert cast.browser("manager").post(href).status_code == 404
    cast.browser("admin").post(href, {"publish": "yes"})
    assert Browser().get(f"/prep/{sheet.slug}").status_code == 200
    first = PrepSheet.objects.get().introduced_on
    cast.browser("admin").post(href, {"publish": "no"})
    assert Browser().get(f"/prep/{sheet.slug}").status_code == 404
    cast.browser("admin").post(href, {"publish": "yes"})
    assert PrepSheet.objects.get().introduced_on == first  # before and after part where it was first published


def test_an_empty_sheet_is_not_published(cast: Cast) -> None:
    sheet = actions.start_sheet(service=Service.objects.create(name="Empty"), by=cast.admin_by)
    with pytest.raises(ValueError, match="no text yet"):
        actions.publish_sheet(sheet_id=sheet.pk, by=cast.admin_by)


def test_before_and_after_part_on_the_day_of_publication(cast: Cast) -> None:
    sheet = make_sheet(cast)
    assert sheet.introduced_on is not None
    number = iter(range(1, 1000))

    def say(day: date, *answers: int) -> None:
        for answer in answers:
            actions.note_knowing(sheet_id=sheet.pk, invitation_id=next(number), day=day, answer=answer)

    say(sheet.introduced_on - timedelta(days=1), 0, 1, 2, 0)
    say(sheet.introduced_on, 2, 2, 2, 1, 2)
    got = effect_on_knowing(sheet)
    assert ((got.before.n, got.after.n), got.too_few) == ((4, 5), True)
    assert "4 answers: too few to say" in cast.browser("member").get(f"/prep-sheets/{sheet.pk}/").content.decode()
    say(sheet.introduced_on - timedelta(days=9), 0)
    got = effect_on_knowing(sheet)
    assert (got.before.estimate, got.after.estimate, got.too_few) == (0.2, 0.8, False)
    assert got.difference == newcombe(4, 5, 1, 5)
    assert "+60 points" in cast.browser("member").get(f"/prep-sheets/{sheet.pk}/").content.decode()
    assert not actions.note_knowing(sheet_id=sheet.pk, invitation_id=1, day=sheet.introduced_on, answer=2)
    assert Knowing.objects.get(invitation_id=1).answer == 0  # what was said first stands


def test_a_help_desk_reads_sheets_over_rest(cast: Cast, api_token: str) -> None:
    sheet = make_sheet(cast)
    make_sheet(cast, published=False, service="Secret")
    headers = {"Authorization": f"Bearer {api_token}"}
    listed = Browser().get("/api/v1/prep-sheets", headers=headers).json()
    assert [(one["service"], one["languages"]) for one in listed["sheets"]] == [("Projectors", ["en"])]
    one = Browser().get(f"/api/v1/prep-sheets/{sheet.slug}?language=de", headers=headers).json()
    assert (one["language"], one["questions"][0]["ask"]) == ("en", "Which room is it?")
    assert Browser().get("/api/v1/prep-sheets/secret", headers=headers).status_code == 404


def test_a_letter_is_written_neither_long_before_nor_too_late() -> None:
    at = datetime(2026, 11, 26, 10, tzinfo=UTC)

    def may(now: datetime, leaves: datetime) -> bool:
        return rules.may_write(scheduled_at=at, leaves_at=leaves, now=now)

    assert not may(at - timedelta(days=4), at - timedelta(days=4))
    assert may(at - timedelta(days=2), at - timedelta(days=2))
    assert not may(at - timedelta(days=1), at - timedelta(hours=1))  # it would leave when nobody can look for anything
