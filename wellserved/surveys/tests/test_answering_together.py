"""Many people answer at once, through the real writer and a real database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.journal.models import Entry
from wellserved.surveys.actions import answering
from wellserved.surveys.models import EarlierVersion, Response
from wellserved.surveys.shapes import Answer, Outcome
from wellserved.surveys.tests.links import make_link
from wellserved.surveys.together import NotDoneError
from wellserved.tallies.models import Delta

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _the_real_writer(settings: Any) -> Iterator[None]:
    settings.ANSWERS_WRITTEN_BY_THE_CALLER = False
    yield
    answering.writer.close()


def at_once(jobs: Sequence[Any]) -> list[Any]:
    def run(job: Any) -> Any:
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        return list(pool.map(run, jobs))


def poster(href: str, data: dict[str, Any]) -> Any:
    return lambda: Browser().post(href, data).status_code


def test_everybody_is_saved(cast: Cast) -> None:
    links = [make_link(cast) for _ in range(120)]
    codes = at_once(
        [poster(link.href, {"achieved": "2", "felt": "5", "words": str(n)}) for n, link in enumerate(links)]
    )
    assert Counter(codes) == {303: 120}
    said = dict(Response.objects.values_list("pk", "words"))
    assert said == {link.invitation.pk: str(n) for n, link in enumerate(links)}
    assert Counter(Entry.objects.values_list("subject_id", flat=True)) == dict.fromkeys(said, 1)
    assert Delta.objects.filter(answered=1).count() == 120


def test_the_same_link_answered_many_times_at_once_is_one_answer_with_versions(cast: Cast) -> None:
    link = make_link(cast)
    codes = at_once([poster(link.href, {"achieved": "2", "felt": str(n % 5 + 1), "words": str(n)}) for n in range(30)])
    assert Counter(codes) == {303: 30}
    said = Response.objects.get()
    assert said.version == 30
    assert sorted(EarlierVersion.objects.values_list("version", flat=True)) == list(range(1, 30))
    everything = [*EarlierVersion.objects.values_list("words", flat=True), said.words]
    assert sorted(everything, key=int) == [str(n) for n in range(30)]
    net: Counter[int | None] = Counter()
    for before, after in Delta.objects.values_list("felt_before", "felt_after"):
        net[before] -= 1
        net[after] += 1
    assert {face: n for face, n in net.items() if n and face} == {said.felt: 1}
    assert sum(Delta.objects.values_list("answered", flat=True)) == 1


def test_a_poisonous_answer_sinks_no_other(cast: Cast) -> None:
    good, bad = make_link(cast), make_link(cast)
    hashes = [bytes(link.invitation.token_hash) for link in (good, bad)]
    poison = Answer(hashes[1], felt=5, words=object())  # type: ignore[arg-type]
    with pytest.raises(Exception):  # noqa: B017
        answering.record_answers([Answer(hashes[0], felt=5), poison])
    assert not Response.objects.exists()

    outcomes: list[Any] = []

    def submit(answer: Answer) -> None:
        try:
            outcomes.append(answering.submit_answer(answer=answer))
        except NotDoneError:
            outcomes.append("not saved")

    at_once([lambda: submit(Answer(hashes[0], felt=5)), lambda: submit(poison)])
    assert sorted(map(str, outcomes)) == [str(Outcome.SAVED), "not saved"]
    assert [said.pk for said in Response.objects.all()] == [good.invitation.pk]


def test_when_the_database_refuses_the_page_says_so_and_keeps_what_was_typed(cast: Cast, monkeypatch: Any) -> None:
    def refuse(*args: Any) -> None:
        raise OperationalError("database or disk is full")

    link = make_link(cast)
    with monkeypatch.context() as broken:
        broken.setattr(answering.sql, "write", refuse)
        got = Browser().post(link.href, {"felt": "2", "words": "Kept <here>", "may_call": "on", "qualities": "clear"})
        touch = Browser().post(link.href, {"touch": "1", "felt": "2"})
    page = got.content.decode()
    assert (got.status_code, touch.status_code, got["Retry-After"]) == (503, 503, "5")
    for piece in ("Kept &lt;here&gt;", 'value="2" checked', 'value="clear" checked', 'name="may_call" checked'):
        assert piece in page
    assert "It is all still here: please send it again." in page
    assert (Response.objects.count(), Entry.objects.count(), Delta.objects.count()) == (0, 0, 0)
    assert Browser().post(link.href, {"felt": "2"}).status_code == 303


def test_a_lost_connection_is_found_again(cast: Cast) -> None:
    first, second = make_link(cast), make_link(cast)
    assert Browser().post(first.href, {"felt": "5"}).status_code == 303
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
    assert Browser().post(second.href, {"felt": "5"}).status_code == 303
    assert Response.objects.count() == 2
