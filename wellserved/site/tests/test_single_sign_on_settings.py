"""What WELLSERVED_OIDC_… may say, and what stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from wellserved.accounts.shapes import Provider
from wellserved.site.configuration import Configuration
from wellserved.site.single_sign_on_settings import read_provider

GOOD = {"WELLSERVED_OIDC_ISSUER": "https://login.example.org/realm", "WELLSERVED_OIDC_CLIENT_ID": "wellserved"}


def read(monkeypatch: pytest.MonkeyPatch, **more: str) -> Provider:
    for name, value in {**GOOD, **{f"WELLSERVED_OIDC_{key.upper()}": value for key, value in more.items()}}.items():
        monkeypatch.setenv(name, value)
    chosen = read_provider(Configuration())
    assert chosen is not None
    return chosen


def test_without_an_issuer_there_is_none() -> None:
    assert read_provider(Configuration()) is None


def test_newcomers_are_not_taken_and_nobody_vouches_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = read(monkeypatch)
    assert (chosen.newcomers, chosen.domains, chosen.vouches, chosen.secret) == ("", (), False, "")


def test_the_secret_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("s3cret\n")
    chosen = read(monkeypatch, client_secret_file=str(kept), client_secret="another", domains="@Example.org,b")
    assert (chosen.secret, chosen.domains) == ("s3cret", ("example.org", "b"))
    assert "s3cret" not in repr(chosen)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"issuer": "login.example.org"}, "not like https"),
        ({"issuer": "http://login.example.org"}, "has no HTTPS"),
        ({"client_id": " "}, "CLIENT_ID is not"),
        ({"newcomers": "admin"}, "may be no, member, lead, manager"),
        ({"client_secret_file": "/nowhere/at/all"}, "cannot be read"),
    ],
)
def test_what_cannot_be_right_stops_the_start(monkeypatch: pytest.MonkeyPatch, more: dict[str, str], why: str) -> None:
    with pytest.raises(SystemExit, match=why):
        read(monkeypatch, **more)
