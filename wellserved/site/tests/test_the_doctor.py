"""What the doctor says of the address."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from tests.servers.openid import running_openid
from wellserved.site.doctoring import _address, _sign_in


@pytest.mark.parametrize(
    ("address", "says"),
    [("http://wellserved.example", True), ("https://wellserved.example", False), ("http://localhost:8000", False)],
)
def test_the_doctor_says_where_calls_do_not_work_without_the_line(settings: Any, address: str, says: bool) -> None:
    settings.BASE_URL = address
    told = " ".join(finding.told for finding in _address())
    assert ("listening call does not work without the line" in told) == says


def test_the_doctor_says_what_passkeys_miss(settings: Any) -> None:
    for address, works in (("http://10.0.0.5", False), ("http://desk.example", False), ("https://desk.example", True)):
        settings.BASE_URL = address
        assert ("Passkeys cannot be made here" in " ".join(found.told for found in _sign_in())) != works


def test_the_doctor_asks_the_provider(settings: Any) -> None:
    settings.BASE_URL = "https://desk.example"
    with running_openid() as server:
        cache.clear()
        settings.SINGLE_SIGN_ON = server.as_provider(newcomers="member", secret="")
        told = [(found.state, found.told) for found in _sign_in()]
        assert [state for state, _ in told] == ["well", "note", "note"]
        assert "https://desk.example/sign-in/with/back/" in told[0][1]
        assert "Everybody whom" in told[2][1]
    cache.clear()
    (found,) = _sign_in()
    assert found.state == "ill"
    assert "does not answer as a provider" in found.told
