"""Answering own questions: what the page asks, what is kept, what is refused, and what it costs."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.kit.tokens import hash_token
from wellserved.surveys import counter
from wellserved.surveys.actions.answering import record_answers
from wellserved.surveys.actions.editing import edit_draft
from wellserved.surveys.actions.invitations import make_invitation
from wellserved.surveys.letter import write_ask
from wellserved.surveys.models import EarlierVersion, Response, SurveyVersion
from wellserved.surveys.queries.answering import find_page
from wellserved.surveys.queries.surveys import definition_at_hand
from wellserved.surveys.rules.definition import PLAIN, Condition, Definition
from wellserved.surveys.shapes import Answer, Outcome
from wellserved.surveys.tests.asking import a_closed_interaction
from wellserved.surveys.tests.definitions import EASY, EVERYTHING, MISSED, WAITING
from wellserved.surveys.tests.links import LinkForTest, at_the_counter, make_link
from wellserved.surveys.tests.surveys import make_survey, use
from wellserved.surveys.views.answer_pages import fresh_parts
from wellserved.surveys.views.own_questions import own_style


@pytest.fixture
def version(cast: Cast) -> SurveyVersion:
    return use(cast, make_survey(cast))


@pytest.fixture
def link(cast: Cast, version: SurveyVersion) -> LinkForTest:
    return make_link(cast, version=version)


def page_of(client: Browser, link: LinkForTest, query: str = "") -> str:
    return client.get(link.href + query).content.decode()


def form(version: SurveyVersion, **given: Any) -> dict[str, Any]:
    own = {name.replace("q", "own-q", 1) if name.startswith("q") else name: value for name, value in given.items()}
    return {"v": version.pk, "achieved": "2", "felt": "5", "words": ""} | own


def own_of(link: LinkForTest) -> dict[str, Any]:
    return dict(Response.objects.get(pk=link.invitation.pk).own)


def test_the_page_asks_them_in_the_contacts_words(client: Browser, link: LinkForTest) -> None:
    page = page_of(client, link)
    for words in ("Was your visit worth it?", "How long did you wait?", "Hard", "The phone", "What made it so?"):
        assert words in page
    assert "Did you get what you came for?" not in page
    assert '#qminut{display:none}form:has([name="own-qwait1"][value="long"]:checked) #qminut{display:block}' in page


def test_faces_qualities_and_words_are_as_the_survey_says(cast: Cast, client: Browser) -> None:
    made = make_survey(cast, replace(PLAIN, faces="numbers", qualities=False, words=False))
    page = page_of(client, make_link(cast, version=use(cast, made)))
    assert "<textarea" not in page and 'name="qualities"' not in page and 'viewBox="0 0 40 40"' not in page
    assert '<div class="ends"><span>Awful</span><span>Great</span></div>' in page


def test_answers_are_kept_with_the_response(client: Browser, link: LinkForTest, version: SurveyVersion) -> None:
    sent = form(version, qwait1="long", qminut="12", qeasy1="7", qmiss1="Not asked", qused1=["in", "web"])
    assert client.post(link.href, sent).status_code == 303
    assert own_of(link) == {"qwait1": "long", "qminut": 12, "qeasy1": 7, "qused1": ["web", "in"]}


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(
    client: Browser, link: LinkForTest, version: SurveyVersion
) -> None:
    sent = form(version, qwait1="long", qminut="a while", qmiss1="  two\n\n  lines", achieved="0", words="Mine\n  too")
    got = client.post(link.href, sent)
    page = got.content.decode()
    assert got.status_code == 400
    assert "“How many minutes was it?” needs a number, in digits." in page
    for typed in ('value="a while"', "  two\n\n  lines</textarea>", "Mine\n  too</textarea>", 'value="long" checked'):
        assert typed in page
    assert not Response.objects.exists()


def test_what_is_wrong_is_said_in_the_contacts_language(cast: Cast, client: Browser, version: SurveyVersion) -> None:
    link = make_link(cast, version=version, language="de")
    cast.contact.language = "de"
    cast.contact.save()
    got = client.post(f"{link.href}?lang=de", form(version, qwait1="long", qminut="700"))
    assert "„How many minutes was it?“ braucht eine Zahl von höchstens 600." in got.content.decode()


def test_a_branch_of_a_branch_is_shown_only_if_both_hold() -> None:
    """Else an answer that is out of sight would open what hangs on it."""
    first = replace(WAITING, only_if=Condition("felt", ("1", "2")))
    style = own_style(Definition(questions=(first, replace(MISSED, only_if=Condition("qwait1", ("long",))))))
    both = 'form:has([name="own-qwait1"][value="long"]:checked):has([name="felt"][value="1"]:checked,'
    assert f'{both}[name="felt"][value="2"]:checked) #qmiss1{{display:block}}' in style


def test_a_letter_shows_what_the_page_shows(cast: Cast) -> None:
    numbers = use(cast, make_survey(cast, replace(PLAIN, faces="numbers")))
    with_faces, with_numbers = make_link(cast).invitation, make_link(cast, version=numbers).invitation
    faces, said = (write_ask(one, cast.contact, cast.desk, [], 30)["html"] for one in (with_faces, with_numbers))
    assert 'class="eye"' in faces and 'class="eye"' not in said
    assert ">5</b>Great</span>" in said


def test_an_own_answer_alone_is_an_answer(client: Browser, link: LinkForTest, version: SurveyVersion) -> None:
    assert client.post(link.href, {"v": version.pk, "own-qeasy1": "", "words": ""}).status_code == 400
    assert client.post(link.href, {"v": version.pk, "own-qeasy1": "3"}).status_code == 303
    assert own_of(link) == {"qeasy1": 3}


def test_a_changed_answer_keeps_what_was_said_before(
    client: Browser, link: LinkForTest, version: SurveyVersion
) -> None:
    client.post(link.href, form(version, qwait1="long", qminut="12"))
    page = page_of(client, link)
    assert 'value="long" checked' in page and 'value="12"' in page
    client.post(link.href, form(version, qwait1="short"))
    assert own_of(link) == {"qwait1": "short"}
    assert [one.own for one in EarlierVersion.objects.all()] == [{"qwait1": "long", "qminut": 12}]
    client.post(link.href, form(version, qwait1="short"))
    assert EarlierVersion.objects.count() == 1, "the same again is no new version"


def test_a_first_touch_is_completed_by_own_answers(client: Browser, link: LinkForTest, version: SurveyVersion) -> None:
    assert client.post(link.href, {"touch": "1", "felt": "2"}).status_code == 204
    client.post(link.href, form(version, felt="2", qeasy1="1"))
    response = Response.objects.get(pk=link.invitation.pk)
    assert (response.version, response.own) == (1, {"qeasy1": 1})


def test_an_answer_is_read_by_the_version_it_was_asked_with(
    cast: Cast, client: Browser, link: LinkForTest, version: SurveyVersion
) -> None:
    edit_draft(survey_id=version.survey_id, change=lambda draft: replace(draft, questions=(EASY,)), by=cast.admin_by)
    newer = use(cast, version.survey)
    assert "How long did you wait?" in page_of(client, link)
    client.post(link.href, form(newer, qwait1="long", qeasy1="2"))  # a page cannot say that it asked another one
    assert own_of(link) == {"qwait1": "long", "qeasy1": 2}


@pytest.mark.parametrize("v", ["", "0", "x", "99999999", "9" * 30, "-1", "²"])
def test_a_forged_version_changes_nothing(cast: Cast, client: Browser, link: LinkForTest, v: str) -> None:
    sent = {"v": v, "achieved": "2", "own-qwait1": "long", "own-nothing": "x", "own-qminut": "x"}
    assert client.post(link.href, sent).status_code == 303
    assert own_of(link) == {"qwait1": "long"}


def test_where_nothing_of_ones_own_is_asked_nothing_is_kept(
    cast: Cast, client: Browser, version: SurveyVersion
) -> None:
    plain = make_link(cast)
    assert client.post(plain.href, form(version, qwait1="long", qeasy1="3")).status_code == 303
    assert own_of(plain) == {}
    assert "How long did you wait?" not in page_of(client, make_link(cast))


def test_another_language_shows_what_is_translated(cast: Cast, version: SurveyVersion) -> None:
    link = make_link(cast, version=version)
    found = find_page(hash_token(link.token))
    assert found is not None
    parts = fresh_parts({"HTTP_ACCEPT_LANGUAGE": "de"}, found, link.token, None, now())
    page = parts[1].decode()
    assert "Hat sich der Besuch gelohnt?" in page and "Nicht lange" in page and "How easy was it?" in page


def test_neither_page_nor_answer_asks_the_database_for_the_survey(
    cast: Cast, client: Browser, version: SurveyVersion
) -> None:
    plain, first, second = make_link(cast), make_link(cast, version=version), make_link(cast, version=version)
    page_of(client, plain), page_of(client, first)  # each process reads a version once
    without = queries_of(lambda: client.get(plain.href))
    assert queries_of(lambda: client.get(first.href)) == without == 1
    client.post(first.href, form(version, qeasy1="3"))
    without = queries_of(lambda: client.post(plain.href, {"achieved": "2", "felt": "5"}))
    assert queries_of(lambda: client.post(second.href, form(version, qwait1="long", qminut="3"))) == without


def queries_of(do: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def test_the_counter_serves_them_once_the_version_is_at_hand(
    client: Browser, link: LinkForTest, version: SurveyVersion
) -> None:
    body = f"v={version.pk}&achieved=2&own-qwait1=long&own-qminut=12".encode()
    assert definition_at_hand(version.pk) is None
    assert at_the_counter(link.href) is None and counter.answer_in(body, link.token) is None
    page_of(client, link)
    served = at_the_counter(link.href, encoding="gzip")
    assert served is not None and b"How long did you wait?" in gzip.decompress(served[2])
    assert counter.answer_in(body.replace(b"12", b"soon"), link.token) is None, "the views say what is wrong"
    given = counter.answer_in(body, link.token)
    assert given is not None and record_answers([given]) == [Outcome.SAVED]
    assert own_of(link) == {"qwait1": "long", "qminut": 12}


def test_many_at_once_are_each_read_by_their_own_version(cast: Cast, version: SurveyVersion) -> None:
    other = use(cast, make_survey(cast, Definition(questions=(WAITING, MISSED)), team=cast.networks))
    links = [make_link(cast, version=version), make_link(cast, version=other), make_link(cast)]
    sent = {"own-qwait1": ["long"], "own-qeasy1": ["7"], "own-qmiss1": ["A chair"]}
    answers = [Answer(bytes(one.invitation.token_hash), achieved=0, sent=sent) for one in links]
    assert record_answers(answers) == [Outcome.SAVED] * 3
    assert [own_of(one) for one in links] == [
        {"qwait1": "long", "qeasy1": 7, "qmiss1": "A chair"},
        {"qwait1": "long", "qmiss1": "A chair"},
        {},
    ]


def test_an_ask_keeps_the_narrowest_survey_of_its_time(cast: Cast) -> None:
    passwords = Service.objects.create(name="Passwords")
    everywhere = use(cast, make_survey(cast, everywhere=True))
    ask = a_closed_interaction(cast)

    def invited() -> int | None:
        made = make_invitation(
            interaction=ask, contact=cast.contact, decision=None, by=cast.admin_by, channel="api", times=None
        )
        return made.version_id

    assert invited() == everywhere.pk
    of_the_desk = use(cast, make_survey(cast, name="Desk"))
    assert invited() == of_the_desk.pk
    of_the_service = use(cast, make_survey(cast, name="Service", everywhere=True, service=passwords))
    ask.service = passwords
    ask.save()
    assert invited() == of_the_service.pk


def test_the_core_page_is_as_light_as_it_was_and_a_full_survey_stays_light(cast: Cast, client: Browser) -> None:
    full = make_link(cast, version=use(cast, make_survey(cast, EVERYTHING)))
    sizes = {
        name: len(client.get(link.href, headers={"accept-encoding": "gzip"}).content)
        for name, link in (("core", make_link(cast)), ("full", full))
    }
    assert sizes["core"] <= 14_336 and sizes["full"] <= 14_336
    assert b"own-" not in client.get(make_link(cast).href).content
