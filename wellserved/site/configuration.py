"""What an installation can be set to: from the environment, or from wellserved.toml under WELLSERVED_HOME."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Setting:
    """One thing an operator can set. The environment wins over the file; the file over the default."""

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "DATABASE_URL",
        "",
        "Where the data lies, as a URL. Empty: SQLite, in WELLSERVED_HOME/wellserved.sqlite3. Otherwise postgres://user:password@host/name.",
    ),
    Setting(
        "WELLSERVED_SECRET_KEY",
        "",
        "Signs sessions and links. Empty: made once and kept in WELLSERVED_HOME/secret.key.",
    ),
    Setting(
        "WELLSERVED_BASE_URL",
        "http://127.0.0.1:8000",
        "The address people reach this installation at. Links in letters start with it.",
    ),
    Setting("WELLSERVED_ORGANISATION", "Our organisation", "The name that people served know you by."),
    Setting(
        "WELLSERVED_LANGUAGE",
        "en",
        "What is spoken to people served whose language we do not know: en, es, de, fr, pt-br, zh-hans or ar.",
    ),
    Setting(
        "WELLSERVED_TIME_ZONE",
        "UTC",
        "The organisation's time zone, such as Europe/Berlin. Days on Pulse begin and end by it.",
    ),
    Setting(
        "WELLSERVED_ALLOWED_HOSTS",
        "",
        "Host names that may be asked for, separated by commas. Empty: the host of the base URL, localhost and 127.0.0.1.",
    ),
    Setting(
        "WELLSERVED_DEMO",
        "no",
        "yes: this is a demo with sample data, one-click sign-in, and letters that never leave. Never set it where real people are served.",
    ),
    Setting(
        "WELLSERVED_DEBUG",
        "no",
        "yes: show errors in detail, for developers. Never set it where others can reach the site.",
    ),
    Setting(
        "WELLSERVED_MAIL_URL",
        "",
        "How letters leave: smtp://user:password@host:587 (STARTTLS), smtps://…:465 (TLS), smtp+plain://host:25 (no encryption). Empty: letters wait in the outbox.",
    ),
    Setting(
        "WELLSERVED_MAIL_BACKEND",
        "",
        "A Django mail backend by its dotted path, such as anymail.backends.postmark.EmailBackend; wins over WELLSERVED_MAIL_URL.",
    ),
    Setting(
        "WELLSERVED_MAIL_OPTIONS",
        "{}",
        'Settings of that backend as JSON, such as {"POSTMARK_SERVER_TOKEN": "…"}.',
    ),
    Setting(
        "WELLSERVED_MAIL_FROM",
        "",
        "The address letters come from. Empty: wellserved@ and the host of the base URL.",
    ),
    Setting(
        "WELLSERVED_MAIL_IN_URL",
        "",
        "Where letters come in: imaps://user:password@host:993/INBOX (TLS), imap://…:143 (STARTTLS), imap+plain://… (no encryption). Empty: what an admin set under Letters that come in.",
    ),
    Setting(
        "WELLSERVED_MAIL_IN_ADDRESS",
        "",
        "The address people answer to, such as reply@example.org. Empty: what an admin set, or none.",
    ),
    Setting(
        "WELLSERVED_MAIL_IN_PLUS",
        "yes",
        "Whether mail to reply+anything@example.org comes in as well; used with WELLSERVED_MAIL_IN_ADDRESS. no: answers are told apart by their References alone.",
    ),
    Setting(
        "WELLSERVED_MAIL_IN_CA",
        "",
        "A file with certificates that are trusted when letters are fetched, for a mail server with one of its own. Empty: those the system trusts.",
    ),
    Setting(
        "WELLSERVED_MAIL_IN_SECRET",
        "",
        "user:password that a mail provider's webhook signs in with, to bring letters in. Empty: there is no webhook.",
    ),
    Setting(
        "WELLSERVED_INSIDE_HOSTS",
        "",
        "Hosts of your own network that may be asked for members' calendars, separated by commas, such as cloud.intranet. Others there are refused, whatever a member types.",
    ),
    Setting(
        "WELLSERVED_ANSWERS_KEPT",
        "for as long as the record of what we did for you",
        'How long answers are kept, as the person served reads it: "It is kept …". Say only what you do.',
    ),
    Setting(
        "WELLSERVED_OIDC_ISSUER",
        "",
        "The OpenID provider your people sign in at, such as https://login.example.org. Empty: they have passwords here.",
    ),
    Setting("WELLSERVED_OIDC_CLIENT_ID", "", "What that provider calls this installation."),
    Setting("WELLSERVED_OIDC_CLIENT_SECRET", "", "The secret that belongs to it. Better kept in a file: the next one."),
    Setting("WELLSERVED_OIDC_CLIENT_SECRET_FILE", "", "A file with that secret; wins over the secret itself."),
    Setting("WELLSERVED_OIDC_NAME", "your organisation's login", "What your people call it: “Sign in with …”."),
    Setting(
        "WELLSERVED_OIDC_NEWCOMERS",
        "no",
        "What somebody may do who comes from there and has no login here yet: member, lead or manager. no: they are not let in.",
    ),
    Setting(
        "WELLSERVED_OIDC_DOMAINS",
        "",
        "Domains of addresses that newcomers may have, separated by commas, such as example.org. Empty: any.",
    ),
    Setting(
        "WELLSERVED_OIDC_VOUCHES",
        "no",
        "yes: addresses count as checked where the provider does not say (Microsoft Entra). Only if nobody can choose theirs there.",
    ),
    Setting(
        "WELLSERVED_LOG_FORMAT",
        "json",
        "json or text: how the log is written. It never holds anybody's words.",
    ),
    Setting("WELLSERVED_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting(
        "WELLSERVED_METRICS_TOKEN",
        "",
        "If set, /metrics wants this bearer token; empty: /metrics answers to this machine only.",
    ),
    Setting(
        "WELLSERVED_TRUSTED_PROXIES",
        "",
        "Addresses of reverse proxies, separated by commas, whose X-Forwarded-For and X-Forwarded-Proto are believed.",
    ),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}


def home() -> Path:
    """All that an installation keeps lies under this folder."""
    return Path(os.environ.get("WELLSERVED_HOME") or "var/home").resolve()


def load_file(folder: Path) -> dict[str, str]:
    """Read wellserved.toml: keys are setting names, in any case, with or without the WELLSERVED_ in front."""
    path = folder / "wellserved.toml"
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path} cannot be read: {error}. Nothing was started.") from None
    found: dict[str, str] = {}
    for key, value in raw.items():
        name = key.upper()
        name = name if name in BY_NAME else f"WELLSERVED_{name}"
        if name not in BY_NAME:
            raise SystemExit(f"{path}: there is no setting called {key}. docs/operate/settings.md lists them all.")
        found[name] = _as_text(value)
    return found


def _as_text(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


class Configuration:
    """The settings in force, looked up by name."""

    def __init__(self) -> None:
        self.home = home()
        self._file = load_file(self.home)

    def __getitem__(self, name: str) -> str:
        return os.environ.get(name) or self._file.get(name) or BY_NAME[name].default

    def yes(self, name: str) -> bool:
        return self[name].strip().lower() in {"yes", "true", "1", "on"}

    def listed(self, name: str) -> list[str]:
        return [part.strip() for part in self[name].split(",") if part.strip()]
