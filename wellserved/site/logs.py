"""How the log is written: one line an event, never anybody's words, names, addresses or tokens.

An error is told by its kind and by where it happened, not by its message: messages of databases and mail servers quote
what they were given. WELLSERVED_LOG_LEVEL=DEBUG adds the message, for a developer's machine.
"""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")

ADDRESS = re.compile(r"[^\s<>\"'(),;:=]+@[^\s<>\"'(),;:]+")
PRIVATE_PATH = re.compile(r"/([acu])/[^/\s\"'?]+")
QUERY = re.compile(r"\?[^\s\"']+")
TOKEN = re.compile(r"\b(?=[\w-]*\d)[\w-]{28,}")
FRAMES = 12


def configuration(form: str, level: str) -> dict[str, Any]:
    """What `logging.config.dictConfig` takes."""
    level = level.upper() if level.upper() in {"DEBUG", "INFO", "WARNING", "ERROR"} else "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "wellserved.site.logs.Line", "form": form, "tell_all": level == "DEBUG"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django tells of every 404 with its path; our own line for each request names the route instead.
            "django.request": {"level": "ERROR"},
            "django.security": {"level": "ERROR"},
            "django.db.backends": {"level": "WARNING"},
            "django": {"level": max(level, "INFO", key=lambda name: logging.getLevelNamesMapping()[name])},
        },
    }


def without_secrets(text: str) -> str:
    """A safety net under what is logged: addresses, private links, queries and tokens become dots.

    >>> without_secrets("Forbidden: /a/Zm9vYmFyYmF6cXV1eDEyMzQ1Njc4OTA for bea@biology.example")
    'Forbidden: /a/… for …'
    """
    text = PRIVATE_PATH.sub(r"/\1/…", text)
    return TOKEN.sub("…", QUERY.sub("?…", ADDRESS.sub("…", text)))


def places(error: BaseException) -> list[str]:
    """Where an error happened, innermost last: file, line and function."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in frames]


def kind_of(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


class Line(logging.Formatter):
    """One line an event, as JSON or as text."""

    def __init__(self, form: str, tell_all: bool) -> None:
        super().__init__()
        self.text, self.tell_all = form.lower() == "text", tell_all

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if current := request_id.get():
            told["request"] = current
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told["error"], told["places"] = kind_of(error), places(error)
            if self.tell_all:
                told["said"] = str(error)
        return as_text(told) if self.text else json.dumps(told, ensure_ascii=False)


def as_text(told: dict[str, Any]) -> str:
    """The same for human eyes."""
    rest = " ".join(f"{key}={told[key]}" for key in ("request", "error", "said") if key in told)
    where = "".join(f"\n    {place}" for place in told.get("places", ()))
    return f"{told['at'][11:23]} {told['level']:7} {told['message']}{' ' if rest else ''}{rest}{where}"


class RequestLine:
    """The line for each request. Written past `logging`, straight to standard error: the answer path is hot."""

    def __init__(self, form: str, level: str) -> None:
        self.text, self.on = form.lower() == "text", level.upper() in {"DEBUG", "INFO"}

    def write(self, request: str, method: str, route: str, status: int, milliseconds: float) -> None:
        if not self.on:
            return
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        if self.text:
            line = f"{at[11:23]} info    {method} {route} {status} {milliseconds:.1f} ms request={request}\n"
        else:
            line = (
                f'{{"at": "{at}", "level": "info", "from": "request", "request": "{request}", "method": "{method}", '
                f'"route": "{route}", "status": {status}, "ms": {milliseconds:.1f}}}\n'
            )
        os.write(2, line.encode())
