"""HTTP to an address that somebody typed: never to this machine or its network, unless the operator names the host.

The name is looked up once, what it stands for is checked, and the connection goes to just that; so a name that means
something else a moment later gains nothing. Time and size are bounded, and nothing is followed to another host.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3

SECONDS, MOST_BYTES, MOST_STEPS = 20.0, 4_000_000, 4


class RefusedError(Exception):
    """It was not asked, or did not answer as it should; says why in words for whoever typed the address."""


@dataclass(frozen=True)
class Answered:
    """What came back, and from which address."""

    status: int
    body: bytes
    url: str
    kind: str  # its Content-Type


def ask(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes = b"",
    inside: Collection[str] = (),
    seconds: float = SECONDS,
    most: int = MOST_BYTES,
) -> Answered:
    """Ask, and follow within the same host. `inside`: hosts of one's own network that may be asked. RefusedError."""
    until = time.monotonic() + seconds
    for _ in range(MOST_STEPS):
        found, onward = _one(method, url, headers, body, inside, until, most)
        if not onward:
            return found
        if urlsplit(onward)[:2] != urlsplit(url)[:2]:
            raise RefusedError("It sends us on to another address. Give that one instead, if you trust it.")
        url = onward
    raise RefusedError("It sends us round in circles.")


def _one(
    method: str,
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    inside: Collection[str],
    until: float,
    most: int,
) -> tuple[Answered, str]:
    where = _checked(url, inside)
    try:
        with _pool(where, _address_of(where, inside), until) as pool:
            got = pool.request(
                method,
                (where.path or "/") + (f"?{where.query}" if where.query else ""),
                body=body,
                headers={**headers, "Host": where.netloc, "Accept-Encoding": "identity"},
                redirect=False,
                retries=False,
                preload_content=False,
            )
            with got:
                content = _read(got, until, most)
                status, kind = got.status, got.headers.get("Content-Type", "")
                onward = got.headers.get("Location", "") if status in (301, 302, 303, 307, 308) else ""
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise RefusedError(_in_words(error)) from None
    return Answered(status, content, url, kind), urljoin(url, onward) if onward else ""


def _checked(url: str, inside: Collection[str]) -> SplitResult:
    try:
        where = urlsplit(url)
        host, _ = where.hostname or "", where.port
    except ValueError:
        raise RefusedError("That is no address of the form https://calendar.example.org/.") from None
    if where.scheme not in ("https", "http") or not host or where.username or where.password is not None:
        raise RefusedError("That is no address of the form https://calendar.example.org/.")
    if any(ord(letter) <= 32 or ord(letter) > 126 for letter in url):
        raise RefusedError("There are characters in this address that cannot stand there.")
    if where.scheme == "http" and host.lower() not in inside:
        raise RefusedError("It would be asked without encryption, password and all. Use https.")
    return where


def _address_of(where: SplitResult, inside: Collection[str]) -> str:
    host = where.hostname or ""
    try:
        found = socket.getaddrinfo(host, where.port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise RefusedError("There is no server of this name.") from None
    addresses = [str(one[4][0]) for one in found]
    if host.lower() not in inside and not all(_is_public(address) for address in addresses):
        raise RefusedError("This address lies within our own network, and is not asked unless the operator allows it.")
    return addresses[0]


def _is_public(address: str) -> bool:
    known = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(known, "ipv4_mapped", None) or getattr(known, "sixtofour", None)
    return known.is_global and not known.is_multicast and (mapped is None or mapped.is_global)


def _pool(where: SplitResult, address: str, until: float) -> urllib3.HTTPConnectionPool:
    left = max(until - time.monotonic(), 0.1)
    timeout = urllib3.Timeout(connect=min(5.0, left), read=min(15.0, left))
    if where.scheme == "http":
        return urllib3.HTTPConnectionPool(address, where.port or 80, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        address,
        where.port or 443,
        timeout=timeout,
        ssl_context=ssl.create_default_context(),
        server_hostname=where.hostname,
        assert_hostname=where.hostname,
    )


def _read(got: urllib3.BaseHTTPResponse, until: float, most: int) -> bytes:
    pieces, size = [], 0
    while piece := got.read(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise RefusedError("It answers with more than we take.")
        if time.monotonic() > until:
            raise RefusedError("It did not answer in time.")
    return b"".join(pieces)


def _in_words(error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.SSLError):
        return "Its certificate is not trusted, or it does not speak TLS there."
    refused = isinstance(error, urllib3.exceptions.NewConnectionError)  # which its library takes for a timeout
    if not refused and isinstance(error, urllib3.exceptions.TimeoutError | TimeoutError):
        return "It did not answer in time."
    return "It could not be reached."
