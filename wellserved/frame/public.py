"""Pages for the person served: everything inline, nothing remembered by anybody, and as light as can be.

`public_page` renders a template that extends frame/public.html. `Prepared` renders one once, and then only splices
values into its bytes; the bytes between are compressed once, too. Both send the same strict headers.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import struct
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wellserved.frame.speaking import choices_for, language_now, language_of, speaking

Words = str | Promise
R = TypeVar("R", bound=HttpResponseBase)
STATIC = Path(__file__).parent / "static" / "frame"
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_GZIP_END = b"\x01\x00\x00\xff\xff"  # an empty last block
_MARK = "\ue000"  # a private character that no template holds


def public_page(
    template: str, context: dict[str, Any], *, request: HttpRequest, status: int = 200, to: str = ""
) -> HttpResponse:
    """A page rendered for this request alone, in the language of whoever reads it; `to` is that of the contact."""
    with speaking(language_of(request, to)):
        text = _render(template, {"languages": choices_for(request.META.get("QUERY_STRING", "")), **context})
        headers = _headers(_policy(text))
    body = text.encode("utf-8", "replace")
    if _takes_gzip(request.META):
        headers["Content-Encoding"] = "gzip"
        body = zlib.compress(body, 6, wbits=31)
    headers["Content-Length"] = str(len(body))  # without it the server would send chunks
    return unlogged(HttpResponse(body, status=status, headers=headers))


def unlogged(response: R) -> R:
    """Keep Django from writing the address of a refused request into the log: here, the address is the key."""
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def public_notice(request: HttpRequest, heading: Words, *lines: Words, status: int = 200, to: str = "") -> HttpResponse:
    """A page that only says something: with `gettext_lazy`, in the reader's language."""
    context = {"heading": heading, "lines": lines}
    return public_page("frame/public_notice.html", context, request=request, status=status, to=to)


def later_page(request: HttpRequest) -> HttpResponse:
    """The database could not be asked."""
    response = public_notice(
        request,
        _("Please try again in a moment."),
        _("Something is being put right just now. This link stays good."),
        status=503,
    )
    response["Retry-After"] = "10"
    return response


def unreadable_page(request: HttpRequest) -> HttpResponse:
    """A form came in that no browser of ours would have sent."""
    return public_notice(
        request,
        _("That could not be read."),
        _("Nothing was kept of it. Please go back and send it once more, a little shorter if it was long."),
        status=400,
    )


class Prepared:
    """A page rendered once, in the language that is being spoken, into whose bytes values are spliced.

    `holes` are names that the template shows as plain text: {{ name }}. Values are escaped here, as it would do.
    The compressed form is one gzip stream: the bytes between the holes were compressed beforehand, each to a full
    flush, and the values go in as they are, in stored blocks.
    """

    def __init__(self, template: str, context: dict[str, Any], holes: tuple[str, ...]) -> None:
        marks = {name: f"{_MARK}{name}{_MARK}" for name in holes}
        text = _render(template, {"languages": choices_for(""), **context, **marks})
        pieces = text.split(_MARK)
        self.names = pieces[1::2]
        self.plain = [piece.encode() for piece in pieces[0::2]]
        self.packed = [_deflated(piece) for piece in self.plain]
        self.packed[0] = _GZIP_HEADER + self.packed[0]
        self.headers = _headers(_policy(text))
        self.gzip_headers = {**self.headers, "Content-Encoding": "gzip"}
        if set(self.names) != set(holes):
            raise ValueError(f"{template} does not show {set(holes) - set(self.names)}")

    def parts(self, meta: Mapping[str, Any], values: dict[str, str]) -> tuple[dict[str, str], bytes]:
        """Headers and body of the page with these values, as the request's environment `meta` takes it."""
        filled = [html.escape(values[name]).encode("utf-8", "replace") for name in self.names]
        if _takes_gzip(meta):
            body, headers = self._gzip(filled), self.gzip_headers
        else:
            body, headers = self._joined(filled), self.headers
        return {**headers, "Content-Length": str(len(body))}, body

    def _joined(self, filled: list[bytes]) -> bytes:
        parts = [self.plain[0]]
        for value, plain in zip(filled, self.plain[1:], strict=True):
            parts += (value, plain)
        return b"".join(parts)

    def _gzip(self, filled: list[bytes]) -> bytes:
        crc, size = zlib.crc32(self.plain[0]), len(self.plain[0])
        parts = [self.packed[0]]
        for value, plain, packed in zip(filled, self.plain[1:], self.packed[1:], strict=True):
            if value:
                length = len(value)
                parts += (struct.pack("<BHH", 0, length, length ^ 0xFFFF), value)
            parts.append(packed)
            crc = zlib.crc32(plain, zlib.crc32(value, crc))
            size += len(value) + len(plain)
        parts += (_GZIP_END, struct.pack("<II", crc, size & 0xFFFFFFFF))
        return b"".join(parts)


@cache
def style() -> str:
    """Tokens, the fallbacks with our fonts' metrics, and what public pages are made of, without white space."""
    tokens = (STATIC / "tokens.css").read_text(encoding="utf-8")
    tokens = re.sub(r"@font-face \{[^}]*vendor[^}]*\}", "", tokens)  # public pages fetch fonts after the first paint
    css = tokens + (STATIC / "public.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?|(?<=:) ", lambda found: found.group(1) or "", css).replace(";}", "}").strip()


def _render(template: str, context: dict[str, Any]) -> str:
    text = render_to_string(
        template, {"organisation": settings.ORGANISATION, "demo": settings.DEMO, "style": style(), **context}
    )
    return re.sub(r"\n\s*", "\n", text) if "<textarea" not in text else _without_indents(text)


def _without_indents(text: str) -> str:
    """Line starts are trimmed, but not in what somebody wrote."""
    pieces = re.split(r"(<textarea\b.*?</textarea>)", text, flags=re.S)
    return "".join(piece if at % 2 else re.sub(r"\n\s*", "\n", piece) for at, piece in enumerate(pieces))


def _deflated(piece: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    return packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)


def _takes_gzip(meta: Mapping[str, Any]) -> bool:
    accepted = meta.get("HTTP_ACCEPT_ENCODING", "")
    return "gzip" in accepted and not ("q=0" in accepted and re.search(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)", accepted))


def _policy(text: str) -> str:
    """What the page may load: its own style and script, known by their hashes, and our fonts."""
    hashes = {
        tag: " ".join(_hash(body) for body in re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)) or "'none'"
        for tag in ("style", "script")
    }
    pictures = "'self' data:" if '<img src="/' in text else "data:"
    return (
        f"default-src 'none'; style-src {hashes['style']}; script-src {hashes['script']}; font-src 'self'; "
        f"img-src {pictures}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@cache
def _hash(body: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"


def _headers(policy: str) -> dict[str, str]:
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
        "Vary": "Accept-Encoding, Accept-Language",
        "Content-Language": language_now(),
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers
