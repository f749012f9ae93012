"""What is seen of a running installation: health, numbers, and a log without anybody's words."""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from io import StringIO

import pytest
from django.test import Client

from tests.servers.site import running_site
from wellserved.jobs.actions import begin_work
from wellserved.jobs.rules import FIRST_WAIT
from wellserved.site.logs import Line, without_secrets

TOKEN = "Zm9vYmFyYmF6cXV1eDEyMzQ1Njc4OTAy"
WORDS = "the projector smelled of burnt toast"


@pytest.mark.django_db
def test_ready_says_why_not(client: Client) -> None:
    told = client.get("/readyz")
    assert told.status_code == 503
    assert told.json()["reasons"] == ["No worker has been seen in the last 30 seconds."]
    begin_work(worker_id="w", names=[], lease=FIRST_WAIT)
    assert client.get("/readyz").json() == {"ready": True, "reasons": []}


@pytest.mark.django_db
def test_metrics_are_for_this_machine_or_for_who_knows_the_token(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    begin_work(worker_id="w", names=["a job"], lease=FIRST_WAIT)
    text = client.get("/metrics").content.decode()
    for name in ("requests_total", "tasks", "job_failures", "changes_to_fold", "letters", "mail_held"):
        assert f"wellserved_{name}" in text
    assert 'wellserved_job_failures{job="a job"} 0' in text
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.5").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.5"}).status_code == 404
    settings.METRICS_TOKEN = "open sesame"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer open sesame"}).status_code == 200


def test_every_answer_carries_the_id_that_its_log_line_has(client: Client) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))
    assert first != second


def test_secrets_in_a_message_become_dots() -> None:
    text = without_secrets(
        f"Not Found: /a/{TOKEN}?words={WORDS.split()[0]} bea@biology.example ws_{TOKEN} /clients/12/"
    )
    assert text == "Not Found: /a/…?… … … /clients/12/"


def test_an_error_is_told_by_its_kind_and_place_not_by_its_words() -> None:
    out = StringIO()
    logger, handler = logging.getLogger("a test of errors"), logging.StreamHandler(out)
    handler.setFormatter(Line("json", tell_all=False))
    logger.addHandler(handler)
    logger.propagate = False
    try:
        raise ValueError(WORDS)
    except ValueError:
        logger.exception("it went wrong")
    line = json.loads(out.getvalue())
    assert line["error"] == "builtins.ValueError"
    assert "test_observing.py" in line["places"][-1]
    assert WORDS not in out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_the_log_of_a_visit_names_routes_and_never_words_or_tokens() -> None:
    with running_site() as site:
        secret = site.cli("token", "create", "--role", "admin", "--name", "log test").stdout.strip()
        visits = [
            ("GET", f"/a/{TOKEN}", {}),
            ("POST", f"/a/{TOKEN}", {"Content-Type": "application/x-www-form-urlencoded"}),
            ("GET", f"/u/{TOKEN}?why=bea@biology.example", {}),
            ("GET", f"/{TOKEN}", {}),
            ("GET", "/healthz", {"Host": "bea.biology.example"}),
            ("POST", "/sign-in/", {"Content-Type": "application/x-www-form-urlencoded"}),
            ("POST", "/api/v1/interactions", {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}),
        ]
        for method, path, headers in visits:
            body = f"words={WORDS}&login=bea@biology.example".encode() if method == "POST" else None
            request = urllib.request.Request(site.url + path, body, headers, method=method)
            try:
                urllib.request.urlopen(request).read()
            except urllib.error.HTTPError as refused:
                assert refused.code < 500, path
        site.stop()
        log = site.log.read_text()
    for private in (TOKEN, secret, WORDS, "biology", "projector"):
        assert private not in log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    seen = {(line["route"], line["status"]) for line in lines if line.get("from") == "request"}
    assert ("none", 404) in seen
    assert ("healthz", 200) in seen
