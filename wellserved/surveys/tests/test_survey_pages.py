"""Writing a survey in the browser: what is kept, what is refused, what is frozen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from tests.cast import Cast
from tests.counting import queries_of
from wellserved.journal.models import Entry
from wellserved.surveys.models import Survey
from wellserved.surveys.rules.definition import PLAIN, Condition, Definition, read_definition
from wellserved.surveys.tests.definitions import EASY, EVERYTHING, WAITING
from wellserved.surveys.tests.surveys import make_survey, use

SAMPLES = Path(__file__).parent / "samples"


def drafted(survey: Survey) -> Definition:
    survey.refresh_from_db()
    return read_definition(survey.draft)


def said(browser: Browser, href: str, **data: Any) -> str:
    """The page that one lands on after sending a form."""
    return browser.post(href, data, follow=True).content.decode()


@pytest.fixture
def lead(cast: Cast) -> Browser:
    return cast.browser("lead")


def test_a_lead_writes_a_survey_for_their_team_only(cast: Cast, lead: Browser) -> None:
    form = {"name": "After a visit", "channel": "visit", "language": "de"}
    assert lead.post("/surveys/new/", form).status_code == 422
    assert lead.post("/surveys/new/", form | {"team": cast.networks.pk}).status_code == 422
    assert Survey.objects.count() == 0
    assert "After a visit" in said(lead, "/surveys/new/", **form, team=cast.desk.pk)
    survey = Survey.objects.get()
    assert (survey.team, survey.channel, drafted(survey).language) == (cast.desk, "visit", "de")
    assert Entry.objects.filter(kind="survey.added", subject_id=survey.pk).count() == 1


def test_a_choice_is_added_and_its_answers_keep_their_ids(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast, PLAIN)
    href = f"/surveys/{survey.pk}/questions/new/choice/"
    said(lead, href, label="  What did\u202e you use? ", option_0="Web", option_1="Phone", option_2="Desk")
    (question,) = drafted(survey).questions
    assert question.label == {"en": "What did you use?"}
    ids = [option.id for option in question.options]
    change = f"/surveys/{survey.pk}/questions/{question.id}/"
    said(
        lead,
        change,
        label="What did you use?",
        option_0="The web",
        option_1="",
        option_2="Desk",
        option_5="Mail",
        several="on",
    )
    (after,) = drafted(survey).questions
    assert [option.label["en"] for option in after.options] == ["The web", "Desk", "Mail"]
    assert [option.id for option in after.options][:2] == [ids[0], ids[2]]
    assert after.options[2].id not in ids
    assert after.several and after.id == question.id


@pytest.mark.parametrize(
    ("kind", "form", "problem"),
    [
        ("choice", {"label": "Which?", "option_0": "One"}, "needs at least two answers to choose from."),
        ("choice", {"label": "Which?", "option_0": "One", "option_1": "one"}, "has the same answer twice."),
        ("choice", {"label": "", "option_0": "One", "option_1": "Two"}, "Please fill this in."),
        ("scale", {"label": "How?", "first": "0", "last": "99"}, "Please choose from the list."),
        ("number", {"label": "How many?", "at_least": "9", "at_most": "3"}, "needs a smallest number that is smaller"),
        ("number", {"label": "How many?", "at_least": "x"}, "Please write a number."),
        ("text", {"label": "a" * 201}, "at most 200 characters"),
        ("text", {"label": "Why?", "only_if": ["felt:1", "achieved:0"]}, "depend on one question only"),
    ],
)
def test_what_cannot_be_asked_is_said_and_what_was_typed_stays(
    cast: Cast, lead: Browser, kind: str, form: dict[str, Any], problem: str
) -> None:
    survey = make_survey(cast, PLAIN)
    got = lead.post(f"/surveys/{survey.pk}/questions/new/{kind}/", form)
    assert got.status_code == 422
    assert problem in got.content.decode()
    assert form["label"] in got.content.decode()
    assert drafted(survey) == PLAIN


def test_a_question_can_depend_on_answers_above_it_and_on_no_others(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast, Definition(questions=(WAITING, EASY)))
    href = f"/surveys/{survey.pk}/questions/"
    said(
        lead, f"{href}qeasy1/", label="How easy?", first="1", last="7", only_if=["qwait1:long", "qwait1:never", "q0:1"]
    )
    assert drafted(survey).questions[1].only_if == Condition("qwait1", ("long",))
    said(lead, f"{href}qwait1/", label="Long?", option_0="Short", option_1="Long", only_if=["qeasy1:1"])
    assert drafted(survey).questions[0].only_if is None


def test_moving_and_removing_drop_conditions_that_hang_in_the_air_and_say_so(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    href = f"/surveys/{survey.pk}/questions"
    page = said(lead, f"{href}/qminut/place/", to="up")
    assert "It is always asked now." in page
    assert [one.id for one in drafted(survey).questions][:2] == ["qminut", "qwait1"]
    said(lead, f"{href}/qminut/place/", to="up")
    said(lead, f"{href}/qused1/removal/")
    assert [one.id for one in drafted(survey).questions] == ["qminut", "qwait1", "qeasy1", "qmiss1"]


def test_five_questions_fit_and_no_sixth(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    assert "Take one out to add another." in said(lead, f"/surveys/{survey.pk}/questions/new/text/", label="Six?")
    assert lead.get(f"/surveys/{survey.pk}/questions/new/essay/").status_code == 404
    assert len(drafted(survey).questions) == 5


def test_faces_and_wording_are_changed_and_an_empty_wording_is_ours_again(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    said(lead, f"/surveys/{survey.pk}/page/", faces="numbers", words="on", wording_felt="And how was it?")
    after = drafted(survey)
    assert (after.faces, after.qualities, after.words) == ("numbers", False, True)
    assert after.wording == {"felt": {"en": "And how was it?"}}


def test_a_version_is_frozen_and_editing_after_it_makes_a_new_one(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    use_it = f"/surveys/{survey.pk}/use/"
    assert "version 1" in said(lead, use_it)
    assert "version 1" in said(lead, use_it), "putting the same to use again makes no version"
    said(lead, f"/surveys/{survey.pk}/questions/qused1/removal/")
    assert "No longer asked: “What did you use?”" in lead.get(f"/surveys/{survey.pk}/").content.decode()
    assert "version 2" in said(lead, use_it)
    first, second = survey.versions.order_by("number")
    assert read_definition(first.definition) == EVERYTHING
    assert len(read_definition(second.definition).questions) == 4
    history = lead.get(f"/surveys/{survey.pk}/history/").content.decode()
    assert "No longer asked: “What did you use?”." in history and "asked nobody" in history
    assert list(Entry.objects.filter(kind="survey.published").values_list("details", flat=True)) == [
        {"version": 1},
        {"version": 2},
    ]


def test_what_is_not_ready_is_not_put_to_use(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast, Definition(questions=(EASY, EASY)))
    assert "Not yet. Two questions are the same." in said(lead, f"/surveys/{survey.pk}/use/")
    assert not survey.versions.exists()


def test_two_surveys_are_never_asked_in_the_same_place(cast: Cast, lead: Browser) -> None:
    one, two = make_survey(cast), make_survey(cast, name="Another")
    use(cast, one)
    assert "Another survey is asked exactly there already." in said(lead, f"/surveys/{two.pk}/use/")
    said(lead, f"/surveys/{one.pk}/rest/")
    assert "version 1" in said(lead, f"/surveys/{two.pk}/use/")
    assert "Another survey is asked exactly there already." in said(lead, f"/surveys/{one.pk}/return/")
    other = {"name": "Another", "team": cast.desk.pk, "channel": "call"}
    assert "It holds from the next ask on." in said(lead, f"/surveys/{two.pk}/place/", **other)
    assert "It is here again." in said(lead, f"/surveys/{one.pk}/return/")
    got = lead.post(f"/surveys/{two.pk}/place/", other | {"channel": ""})
    assert got.status_code == 422 and "exactly there already" in got.content.decode()


def test_changes_can_be_dropped(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    use(cast, survey)
    said(lead, f"/surveys/{survey.pk}/questions/qused1/removal/")
    said(lead, f"/surveys/{survey.pk}/draft/removal/")
    assert drafted(survey) == EVERYTHING


def test_a_translation_is_typed_in_and_what_is_missing_is_counted(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    assert "9 missing" in lead.get(f"/surveys/{survey.pk}/").content.decode()
    page = said(
        lead, f"/surveys/{survey.pk}/languages/de/", **{"qwait1.label": "Wie lange?", "qeasy1.label": "Wie leicht?"}
    )
    assert "11 texts are still missing." in page
    assert drafted(survey).question("qeasy1").label["de"] == "Wie leicht?"  # type: ignore[union-attr]
    for language in ("en", "tlh"):
        assert lead.get(f"/surveys/{survey.pk}/languages/{language}/").status_code == 404


def test_a_preview_shows_the_page_saves_nothing_and_says_what_would_count(cast: Cast, lead: Browser) -> None:
    survey = make_survey(cast)
    got = lead.get(f"/surveys/{survey.pk}/preview/")
    assert "How long did you wait?" in got.content.decode()
    assert "frame-ancestors 'self'" in got["Content-Security-Policy"] and got["X-Frame-Options"] == "SAMEORIGIN"
    german = lead.get(f"/surveys/{survey.pk}/preview/?language=de").content.decode()
    assert "Wie lange dauerte es?" in german and "What did you use?" in german
    form = {"achieved": "2", "own-qwait1": "long", "own-qminut": "12", "own-qmiss1": "Nothing"}
    page = said(lead, f"/surveys/{survey.pk}/preview/", **form)
    assert "How many minutes was it? 12" in page and "What did you go without" not in page
    refused = lead.post(f"/surveys/{survey.pk}/preview/", form | {"own-qminut": "soon"})
    assert refused.status_code == 400 and "needs a number" in refused.content.decode()


def brought(browser: Browser, name: str) -> str:
    file = SimpleUploadedFile(name, (SAMPLES / name).read_bytes())
    return browser.post("/surveys/import/", {"file": file}).content.decode()


def test_a_survey_is_brought_along_after_a_look_at_what_is_left_out(cast: Cast, lead: Browser) -> None:
    page = brought(lead, "limesurvey.txt")
    assert "“Please rate each”: an array has no equivalent here." in page
    assert "“Other”, with room for words, is left out." in page
    assert Survey.objects.count() == 0
    form = sent_from(page)
    assert len(form["question"]) == 5, "the first five are ticked"
    got = lead.post("/surveys/import/", form | {"question": form["all"], "name": "Theirs", "team": cast.desk.pk})
    assert got.status_code == 422 and "Remove 1." in got.content.decode()
    said(lead, "/surveys/import/", **{**form, "name": "Theirs", "team": cast.desk.pk})
    survey = Survey.objects.get()
    assert len(drafted(survey).questions) == 5 and survey.current is None
    assert Entry.objects.get(kind="survey.added").details == {"imported_from": "LimeSurvey (.txt)"}


def sent_from(page: str) -> dict[str, Any]:
    ticked = re.findall(r'name="question" value="(\w+)" checked', page)
    return {
        "brought": re.findall(r'name="brought" value="([^"]+)"', page)[0],
        "question": ticked,
        "all": re.findall(r'name="question" value="(\w+)"', page),
    }


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("x.lss", b'<!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>', "they can be used to do harm"),
        ("x.txt", b"hello", "does not name the columns"),
        ("x.json", b"{}", "neither pages nor elements"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(lead: Browser, name: str, data: bytes, problem: str) -> None:
    got = lead.post("/surveys/import/", {"file": SimpleUploadedFile(name, data)})
    assert got.status_code == 422
    page = got.content.decode()
    assert problem in page and "nothing was saved" in page


def test_a_preview_that_was_tampered_with_is_not_kept(cast: Cast, lead: Browser) -> None:
    form = sent_from(brought(lead, "surveyjs.json"))
    page = said(
        lead, "/surveys/import/", **{**form, "brought": form["brought"][:-2] + "xx", "name": "x", "team": cast.desk.pk}
    )
    assert "Please choose the file again." in page
    assert Survey.objects.count() == 0


def test_the_pages_ask_the_database_no_more_however_many_surveys_there_are(cast: Cast, lead: Browser) -> None:
    first = make_survey(cast)
    use(cast, first)
    pages = ("/surveys/", f"/surveys/{first.pk}/", f"/surveys/{first.pk}/history/", f"/surveys/{first.pk}/answers/")
    few = [queries_of(lead, href) for href in pages]
    for n in range(5):
        use(cast, make_survey(cast, name=f"Survey {n}", channel=f"kind {n}"))
        said(lead, f"/surveys/{first.pk}/page/", faces=("words", "numbers")[n % 2], words="on")
        use(cast, first)
    assert [queries_of(lead, href) for href in pages] == few
