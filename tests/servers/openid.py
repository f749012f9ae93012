"""A real OpenID provider for tests: on a port of this machine, with all that signing in and out needs."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from oidc_provider_mock import run_server_in_thread

from wellserved.accounts.shapes import Provider

CLIENT = {"client_id": "wellserved", "secret": "a secret of tests"}


@dataclass
class OpenIdServer:
    port: int
    people: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def knows(self, number: str, **claims: Any) -> None:
        """Somebody who may sign in there, with what it says of them."""
        body = json.dumps(claims).encode()
        asked = urllib.request.Request(
            f"{self.issuer}/users/{number}", body, {"Content-Type": "application/json"}, method="PUT"
        )
        with urllib.request.urlopen(asked, timeout=10) as got:
            assert got.status in (200, 201, 204)

    def as_provider(self, **chosen: Any) -> Provider:
        said = {"name": "Campus login", "newcomers": "", "domains": (), "vouches": False, **CLIENT, **chosen}
        return Provider(issuer=self.issuer, **said)


@contextmanager
def running_openid() -> Iterator[OpenIdServer]:
    """A provider until the block ends; it knows nobody at first."""
    with run_server_in_thread(0) as server:
        yield OpenIdServer(server.server_port)
