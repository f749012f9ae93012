"""Two at once: the same thing sent twice at the same moment is one case, one move is made once, nothing answers 500."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections
from django.test import Client as Browser

from tests.cast import Cast
from wellserved.cases.actions.keeping import token_of
from wellserved.cases.actions.moving import acknowledge_case, answer_case, close_case, reopen_case
from wellserved.cases.actions.opening import open_case
from wellserved.cases.models import Case, Message, Understanding
from wellserved.cases.rules.moving import NotNowError
from wellserved.cases.shapes import CaseIn
from wellserved.cases.tests.opened import a_case, acknowledged, closed
from wellserved.journal.models import Entry
from wellserved.journal.shapes import SYSTEM, By
from wellserved.mail.models import Letter
from wellserved.surveys.tests.links import make_link

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 6


def at_once(do: Callable[[int], Any]) -> list[Any]:
    """What each of several threads got, all of which began at the same moment."""
    gate = Barrier(AT_ONCE)

    def one(number: int) -> Any:
        gate.wait(20)
        try:
            return do(number)
        except NotNowError:
            return "not now"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_the_same_complaint_at_the_same_moment_is_one_case_with_one_receipt(cast: Cast) -> None:
    given = CaseIn(key="same", kind="complaint", words="It broke.", came_by="api", contact=cast.contact, team=cast.desk)
    found = at_once(lambda _: open_case(given=given, by=SYSTEM))
    assert len({case.pk for case, _ in found}) == 1 and sum(new for _, new in found) == 1
    assert Message.objects.count() == 1 and Letter.objects.filter(key__endswith=":receipt").count() == 1


def test_over_rest_each_is_told_which_case_it_is(cast: Cast, api_token: str) -> None:
    def send(_: int) -> tuple[int, int]:
        body = {"key": "same", "kind": "complaint", "words": "It broke.", "team": "Service desk"}
        headers = {"Authorization": f"Bearer {api_token}"}
        answer = Browser().post("/api/v1/cases", body, "application/json", headers=headers)
        return answer.status_code, answer.json()["id"]

    found = at_once(send)
    assert sorted(status for status, _ in found) == [200] * (AT_ONCE - 1) + [201] and len({pk for _, pk in found}) == 1


def test_from_several_pages_of_one_ask_it_is_one_case_with_all_the_words(cast: Cast) -> None:
    href = f"/complain/a/{make_link(cast).token}"

    def send(number: int) -> int:
        body = f"kind=complaint&words=It+broke+{number}.&key=page-{number:08}"
        return Browser().post(href, body, "application/x-www-form-urlencoded").status_code

    assert set(at_once(send)) == {303}
    assert Case.objects.count() == 1 and Message.objects.filter(kind="said").count() == AT_ONCE


def test_a_move_is_made_once(cast: Cast) -> None:
    case, by = a_case(cast), By("member", cast.lead.pk)
    given: dict[str, Any] = {"case_id": case.pk, "member": cast.lead, "by": by}
    found = at_once(lambda _: acknowledge_case(understood="It broke.", words="thank you.", **given))
    assert found.count("not now") == AT_ONCE - 1
    assert Entry.objects.filter(kind="case.acknowledged").count() == Understanding.objects.count() == 1
    assert Letter.objects.filter(audience="customer", thread_kind="case").exclude(key__endswith=":receipt").count() == 1
    answer_case(words="mended.", **given)
    assert at_once(lambda _: close_case(cause="tool", **given)).count("not now") == AT_ONCE - 1
    reopened = at_once(lambda _: reopen_case(case_id=case.pk, by=SYSTEM))
    assert reopened.count("not now") == AT_ONCE - 1 and Entry.objects.filter(kind="case.reopened").count() == 1


def test_words_and_corrections_at_the_same_moment_are_all_kept(cast: Cast) -> None:
    case = acknowledged(cast, a_case(cast))
    href = f"/case/{token_of(case.seed)}"

    def send(number: int) -> int:
        what = "understood" if number % 2 else "more"
        body = f"what={what}&words=No:+number+{number}&key=page-{number:08}"
        return Browser().post(href, body, "application/x-www-form-urlencoded").status_code

    assert set(at_once(send)) == {303}
    assert Message.objects.filter(kind="said").count() == 1 + AT_ONCE // 2
    assert sorted(Understanding.objects.values_list("number", flat=True)) == list(range(1, 2 + AT_ONCE // 2))


def test_the_same_words_twice_after_the_closing_are_kept_once(cast: Cast) -> None:
    case = closed(cast, a_case(cast))
    href = f"/case/{token_of(case.seed)}"
    body = "what=unresolved&words=It+broke+again.&key=page-12345678"
    found = at_once(lambda _: Browser().post(href, body, "application/x-www-form-urlencoded").status_code)
    assert set(found) <= {303, 409} and 303 in found
    case.refresh_from_db()
    assert case.state == "investigating" and Message.objects.filter(words="It broke again.").count() == 1
