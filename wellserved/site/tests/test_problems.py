"""When something goes wrong, people read a sentence, not a stack trace, even while the database is away."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests.cast import Cast
from wellserved.frame.problems import PROBLEMS, problem_page

FAULTS: dict[str, Exception] = {
    "broken": ZeroDivisionError("secret-detail"),
    "away": OperationalError("secret-detail"),
    "odd": SuspiciousOperation("secret-detail"),
    "huge": RequestDataTooBig("secret-detail"),
    "gone": Http404("secret-detail"),
}


def fail(request: HttpRequest, fault: str) -> HttpResponse:
    raise FAULTS[fault]


fail.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("fail/<fault>", fail), path("api/v1/<fault>", fail)]
handler400 = "wellserved.site.views.problems.bad_request"
handler404 = "wellserved.site.views.problems.not_found"
handler500 = "wellserved.site.views.problems.broken"


@pytest.mark.parametrize(
    ("fault", "status"), [("broken", 500), ("away", 503), ("odd", 400), ("huge", 413), ("gone", 404)]
)
@override_settings(ROOT_URLCONF="wellserved.site.tests.test_problems")
def test_a_fault_is_told_in_plain_words_without_the_database(fault: str, status: int, caplog: Any) -> None:
    browser = Client(raise_request_exception=False)  # no database fixture: a query would fail the test
    page = browser.get(f"/fail/{fault}")
    assert page.status_code == status
    said = page.content.decode()
    assert str(PROBLEMS[status].title) in said
    assert "secret-detail" not in said
    assert "Traceback" not in said
    program = browser.get(f"/api/v1/{fault}")
    assert (program.status_code, program["content-type"]) == (status, "application/problem+json")
    assert program.json()["title"] == PROBLEMS[status].title
    assert b"secret-detail" not in program.content


@pytest.mark.parametrize(
    ("method", "href", "allowed"),
    [
        ("get", "/sign-out/", "POST"),
        ("put", "/settings/hours/teams/1/removal/", "POST"),
    ],
)
def test_an_address_that_only_takes_a_form_says_so(cast: Cast, method: str, href: str, allowed: str) -> None:
    got = getattr(cast.browser("admin"), method)(href)
    assert got.status_code == 405
    assert PROBLEMS[405].title in got.content.decode() and got["Allow"] == allowed
    assert got["Content-Type"].startswith("text/html") and got["Content-Length"] == str(len(got.content))


def test_trying_too_often_is_said_in_plain_words(cast: Cast) -> None:
    browser = Client()
    for _ in range(40):
        got = browser.post("/forgotten-password/", {"email": "milo@campus.example"})
        if got.status_code == 429:
            break
    assert got.status_code == 429 and str(PROBLEMS[429].title) in got.content.decode() and got["Retry-After"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("delete", "/api/v1/interactions", 405), ("get", "/api/v1/nothing/here", 404), ("get", "/api/nothing", 404)],
)
def test_a_program_is_told_by_a_problem(cast: Cast, api_token: str, method: str, path: str, status: int) -> None:
    got = getattr(Client(), method)(path, headers={"Authorization": f"Bearer {api_token}"})
    assert (got.status_code, got["Content-Type"]) == (status, "application/problem+json")
    assert got.json()["status"] == status and got.json()["detail"]
    assert status != 405 or got["Allow"]


def test_a_program_that_sends_too_much_is_told_by_a_problem(cast: Cast, api_token: str, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    got = Client().post(
        "/api/v1/invitations",
        "x" * 200,
        content_type="application/json",
        headers={"Authorization": f"Bearer {api_token}"},
    )
    assert (got.status_code, got["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("status", PROBLEMS)
def test_every_problem_has_a_page(status: int) -> None:
    page = problem_page(status)
    assert page.status_code == status
    assert page.content.count(b"<h1") == 1
    assert ("Retry-After" in page) is (status in (429, 503))


def test_a_form_without_its_key_is_refused_kindly(db: Any) -> None:
    page = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "x"})
    if page.status_code == 403:
        assert str(PROBLEMS[403].title) in page.content.decode()


def test_an_address_that_nobody_knows_says_so_to_those_who_are_signed_in(cast: Any) -> None:
    page = cast.browser("member").get("/no-such-page/")
    assert page.status_code == 404
    assert str(PROBLEMS[404].title) in page.content.decode()


def test_who_has_no_login_is_not_sent_to_today(db: Any) -> None:
    assert "Today" not in Client().get("/no-such-page/").content.decode()
    assert "Sign in" in Client().get("/sign-out/").content.decode()
