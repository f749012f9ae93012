"""Django's settings of single sign-on: one OpenID provider, named by the operator, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wellserved.accounts.shapes import Provider
from wellserved.site.configuration import Configuration

ROLES = ("member", "lead", "manager")
OUR_MACHINE = ("localhost", "127.0.0.1", "::1")


def read_provider(configuration: Configuration) -> Provider | None:
    """What WELLSERVED_OIDC_… says. A SystemExit names what cannot be right, for a door half open is worse than none."""
    issuer = configuration["WELLSERVED_OIDC_ISSUER"].strip()
    client_id = configuration["WELLSERVED_OIDC_CLIENT_ID"].strip()
    if not issuer:
        return None
    address, newcomers = urlsplit(issuer), configuration["WELLSERVED_OIDC_NEWCOMERS"].strip().lower()
    if address.scheme not in ("http", "https") or not address.hostname or len(issuer) > 200:
        _stop("WELLSERVED_OIDC_ISSUER is not like https://login.example.org")
    if address.scheme == "http" and address.hostname not in OUR_MACHINE:
        _stop("WELLSERVED_OIDC_ISSUER has no HTTPS, so anybody between could sign in as anybody")
    if not client_id:
        _stop("WELLSERVED_OIDC_ISSUER is set, but WELLSERVED_OIDC_CLIENT_ID is not")
    if newcomers not in ("no", *ROLES):
        _stop(f"WELLSERVED_OIDC_NEWCOMERS is {newcomers!r}, but may be no, {', '.join(ROLES)}")
    return Provider(
        issuer=issuer,
        client_id=client_id,
        secret=_secret(configuration),
        name=configuration["WELLSERVED_OIDC_NAME"],
        newcomers="" if newcomers == "no" else newcomers,
        domains=tuple(part.lower().removeprefix("@") for part in configuration.listed("WELLSERVED_OIDC_DOMAINS")),
        vouches=configuration.yes("WELLSERVED_OIDC_VOUCHES"),
    )


def _secret(configuration: Configuration) -> str:
    path = configuration["WELLSERVED_OIDC_CLIENT_SECRET_FILE"]
    if not path:
        return configuration["WELLSERVED_OIDC_CLIENT_SECRET"]
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        _stop(f"WELLSERVED_OIDC_CLIENT_SECRET_FILE cannot be read: {error}")
        raise


def _stop(why: str) -> None:
    raise SystemExit(f"{why}. Nothing was started.")


SINGLE_SIGN_ON = read_provider(Configuration())
SOCIALACCOUNT_ADAPTER = "wellserved.people.newcomers.WhoMayComeIn"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
