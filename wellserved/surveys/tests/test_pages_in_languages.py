"""Public pages speak the language of whoever reads them, weigh little in each, and lose nothing when it is changed."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.cast import Cast
from wellserved.frame.public import Prepared
from wellserved.frame.speaking import choices_for
from wellserved.kit.languages import LANGUAGES, direction
from wellserved.surveys import counter
from wellserved.surveys.models import Response
from wellserved.surveys.saying import KEPT, say_kept
from wellserved.surveys.shapes import Answer
from wellserved.surveys.tests.links import at_the_counter, make_link

TITLES = {
    "en": "How was it, being served by us?",
    "es": "¿Qué tal le atendimos?",
    "de": "Wie haben Sie unseren Service erlebt?",
    "fr": "Comment avez-vous trouvé notre service\u202f?",
    "pt-br": "Como foi ser atendido por nós?",
    "zh-hans": "我们的服务怎么样？",
    "ar": "كيف كانت خدمتنا لكم؟",
}
HEAVIEST = 14 * 1024


def seen(got: Any) -> str:
    return gzip.decompress(got.content).decode() if got.get("Content-Encoding") == "gzip" else got.content.decode()


def title_of(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found
    return found[1]


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("query", ["", "?felt=1", "?felt=5"])
def test_the_answer_page_is_light_in_every_language(cast: Cast, language: str, query: str) -> None:
    link = make_link(cast, language=language)
    with CaptureQueriesContext(connection) as asked:
        got = Browser().get(link.href + query, HTTP_ACCEPT_ENCODING="gzip")
    assert len(asked) == 1
    assert len(got.content) <= HEAVIEST
    page = seen(got)
    assert title_of(page) == TITLES[language]
    assert f'<html lang="{language}" dir="{direction(language)}">' in page
    assert got["Content-Language"] == language and "Accept-Language" in got["Vary"]
    assert "How was it" not in page or language == "en"
    assert translation.get_language() == "en"  # the thread speaks as before


@pytest.mark.parametrize(
    ("contact", "accept", "query", "language"),
    [
        ("", "", "", "en"),
        ("", "de-AT, en;q=0.5", "", "de"),
        ("fr", "de", "", "fr"),
        ("it", "de", "", "de"),
        ("fr", "de", "?lang=ar", "ar"),
        ("fr", "de", "?felt=4&lang=pt-br", "pt-br"),
        ("fr", "de", "?lang=tlh", "fr"),
        ("fr", "de", "?lang=%00", "fr"),
        ("fr", "de", "?xlang=ar", "fr"),
    ],
)
def test_what_was_chosen_comes_first_then_the_contact_then_the_browser(
    cast: Cast, contact: str, accept: str, query: str, language: str
) -> None:
    link = make_link(cast, language=contact)
    if "%00" not in query:
        assert title_of(seen(Browser().get(link.href + query, HTTP_ACCEPT_LANGUAGE=accept))) == TITLES[language]
        served = at_the_counter(link.href, query[1:], language=accept)
        assert served and title_of(served[2].decode()) == TITLES[language]


def test_the_choice_is_kept_on_the_way(cast: Cast) -> None:
    link = make_link(cast, language="de")
    page = seen(Browser().get(f"{link.href}?lang=es"))
    assert f'href="/u/{link.token}?lang=es"' in page
    sent = Browser().post(f"{link.href}?lang=es", {"felt": "4"})
    assert sent["Location"] == f"/a/{link.token}?sent&lang=es"
    assert title_of(seen(Browser().get(sent["Location"]))) == "Gracias. Ya lo tenemos."
    assert f'href="/a/{link.token}?lang=es"' in seen(Browser().get(sent["Location"]))
    given = Answer(b"", felt=4)
    assert counter.receipt(given, "t", "lang=es")[1]["Location"] == "/a/t?sent&lang=es"
    assert counter.receipt(given, "t", "")[1]["Location"] == "/a/t?sent"


def test_another_language_shows_what_was_typed_and_saves_nothing(cast: Cast) -> None:
    link = make_link(cast)
    typed = {"felt": "2", "qualities": ["clear", "polite"], "words": "a <b>", "may_call": "on", "show": "de"}
    got = Browser().post(f"{link.href}?lang=de", typed)
    page = seen(got)
    assert (got.status_code, title_of(page)) == (200, TITLES["de"])
    assert page.count(" checked") == 4 and "a &lt;b&gt;" in page and 'role="alert"' not in page
    assert not Response.objects.exists()
    assert counter.answer_in(b"felt=2&show=de", link.token) is None
    empty = Browser().post(f"{link.href}?lang=ar", {"show": "ar"})
    assert empty.status_code == 200 and 'role="alert"' not in seen(empty)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_what_is_wrong_is_said_in_the_language_too(cast: Cast, language: str) -> None:
    english = make_link(cast, language="en")
    link = make_link(cast, language=language)
    for data in ({}, {"words": "x" * 5001}, {"words": "x" * 7003}):
        told, meant = (
            re.search(r'role="alert">(.*?)</p>', seen(Browser().post(one.href, data))) for one in (link, english)
        )
        assert told and meant and (told[1] == meant[1]) == (language == "en")


@pytest.mark.parametrize("path", ["/a/none", "/a/" + "x" * 32, "/u/none", "/a/none/more"])
def test_a_link_that_leads_nowhere_says_so_in_the_language_of_the_browser(db: Any, path: str) -> None:
    got = Browser().get(path, HTTP_ACCEPT_LANGUAGE="zh-CN,zh;q=0.9")
    assert got.status_code == 404 and 'lang="zh-hans"' in seen(got)
    assert 'href="?lang=ar"' in seen(got)


def test_every_page_offers_every_language_by_its_own_name(cast: Cast) -> None:
    page = seen(Browser().get(make_link(cast).href))
    for code, name in LANGUAGES.items():
        assert re.search(rf'formaction="\?lang={code}"[^>]* lang="{code}"[^>]*>{name}</button>', page)
    assert len(re.findall(r'lang="en" aria-current="true"', page)) == 1
    assert choices_for("felt=4&lang=de&x=%22")[1][2] == "?felt=4&x=%22&lang=es"


def test_members_read_english_whatever_their_browser_asks_for(cast: Cast) -> None:
    page = cast.browser("member").get("/feedback/", HTTP_ACCEPT_LANGUAGE="de").content.decode()
    assert '<html lang="en"' in page


def test_how_long_answers_are_kept_is_said_in_the_languages_that_were_given() -> None:
    operators = "for two years | de: zwei Jahre lang | pt-BR: por dois anos"
    said = {}
    for language in ("en", "de", "pt-br", "fr"):
        with translation.override(language):
            said[language] = (say_kept(operators), say_kept(KEPT))
    assert [said[language][0] for language in said] == [
        "for two years", "zwei Jahre lang", "por dois anos", "for two years",
    ]  # fmt: skip
    assert said["en"][1] == KEPT and KEPT not in (said["de"][1], said["fr"][1])


def test_a_page_is_prepared_once_for_each_language(cast: Cast, monkeypatch: Any) -> None:
    made: list[str] = []
    usual = Prepared.__init__

    def counted(self: Prepared, *args: Any) -> None:
        made.append(translation.get_language() or "")
        usual(self, *args)

    from wellserved.surveys.views import answer_pages

    monkeypatch.setattr(Prepared, "__init__", counted)
    answer_pages._prepared.cache_clear()
    for language in ("de", "en", "de", "en"):
        Browser().get(make_link(cast, language=language).href)
    assert made == ["de", "en"]
