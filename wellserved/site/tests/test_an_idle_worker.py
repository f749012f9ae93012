"""A worker with nothing to do locks nothing: on SQLite one who writes makes everybody who answers wait."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from tests.cast import Cast
from wellserved.site.schedule import SCHEDULE
from wellserved.surveys.models import Decision, Response
from wellserved.surveys.tests.asking import a_closed_interaction, go_live
from wellserved.surveys.tests.links import make_link

WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "SAVEPOINT", "SELECT pg_advisory", "SET TRANSACTION")


def writes_of(work: Any) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        work()
    said = [query["sql"] for query in queries.captured_queries]
    return [sql for sql in said if sql.startswith(WRITES) or "FOR UPDATE" in sql or "FOR NO KEY UPDATE" in sql]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("job", SCHEDULE, ids=lambda job: job.name)
@pytest.mark.parametrize("busy_before", [False, True], ids=["in a new installation", "after work was done"])
def test_it_takes_no_write_lock(cast: Cast, settings: Any, client: Any, job: Any, busy_before: bool) -> None:
    settings.EMAIL_CONFIGURED = True
    if busy_before:
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        go_live()
        a_closed_interaction(cast)
        client.post(make_link(cast, contact=None).href, {"felt": "1", "words": "It stays dark."})
        for _ in range(4):
            for one in SCHEDULE:
                import_string(one.path)()
        assert Decision.objects.get().outcome == "asked" and Response.objects.count() == 1
    assert writes_of(import_string(job.path)) == []
