"""A database that does not answer for a while: whoever needs it waits, and the rest of the site does not."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.servers.site import running_site
from tests.servers.test_gate import links, send
from tests.servers.test_site import eventually

pytestmark = pytest.mark.postgresql


@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="a file does not get stuck like this")
def test_forty_who_wait_for_their_page_hold_up_nobody_else() -> None:
    import psycopg

    with running_site() as site, psycopg.connect(site.env["DATABASE_URL"]) as other, ThreadPoolExecutor(40) as people:
        tokens = links(site, 40)
        other.execute("LOCK TABLE surveys_invitation IN ACCESS EXCLUSIVE MODE")
        looks = [f"GET /a/{token} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for token in tokens]
        waiting = [people.submit(send, site, look) for look in looks]
        eventually(lambda: other.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone() != (0,))
        for _ in range(20):
            assert send(site, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", patience=2)[0] == 200
        assert not any(page.done() for page in waiting)
        other.rollback()
        assert {page.result(20)[0] for page in waiting} == {200}
