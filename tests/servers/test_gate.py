"""The gate of a running site, tried with raw sockets: slow, large, broken, hostile and many requests."""

from __future__ import annotations

import http.client
import io
import json
import os
import signal
import socket
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from PIL import Image

from bench.links import FULL_ANSWER, answering
from tests.servers.site import Site, running_site
from tests.servers.test_site import alive, eventually

LINKS = """
from bench.links import make_links
make_links({n}, {file!r})
"""
SPEND = """
from django.utils import timezone
from wellserved.kit.tokens import hash_token
from wellserved.surveys.models import Invitation
Invitation.objects.filter(token_hash=hash_token({ended!r})).update(expires_at=timezone.now())
Invitation.objects.filter(token_hash=hash_token({taken_back!r})).update(cancelled_at=timezone.now())
"""
SAID = """
from wellserved.surveys.models import Photo, Response
print(Response.objects.count(), Photo.objects.count())
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


def links(site: Site, n: int = 1) -> list[str]:
    file = site.home / "links"
    site.cli("django", "shell", "-v", "0", "-c", LINKS.format(n=n, file=str(file)))
    return file.read_text().split()


def said(site: Site) -> tuple[int, int]:
    answers, photos = site.cli("django", "shell", "-v", "0", "-c", SAID).stdout.split()
    return int(answers), int(photos)


def token_in(page: bytes) -> str:
    """Whose page it is, by its way not to be asked again."""
    return page.partition(b'href="/u/')[2].partition(b'"')[0].decode()


def send(site: Site, request: bytes, patience: float = 20.0) -> tuple[int, dict[str, str], bytes]:
    """One request over a connection of its own; status, headers by small letters, body."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=patience) as line:
        line.sendall(request)
        answer = http.client.HTTPResponse(line)
        answer.begin()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def test_an_answer_is_saved_at_the_counter_and_named_like_its_log_line(site: Site) -> None:
    (token,) = links(site)
    before = said(site)[0]
    status, headers, body = send(site, answering(token))
    assert (status, headers["location"], body) == (303, f"/a/{token}?sent", b"")
    assert said(site)[0] == before + 1
    line = next(line for line in site.log.read_text().splitlines() if headers["x-request-id"] in line)
    told = json.loads(line)
    assert (told["route"], told["method"], told["status"]) == ("answer", "POST", 303)
    assert token not in site.log.read_text()


def test_each_link_shows_what_it_is_at_that_moment(site: Site) -> None:
    fresh, answered, ended, taken_back = links(site, 4)
    assert send(site, answering(answered))[0] == 303
    site.cli("django", "shell", "-v", "0", "-c", SPEND.format(ended=ended, taken_back=taken_back))
    before = said(site)

    def look(token: str) -> tuple[int, dict[str, str], bytes]:
        head = f"GET /a/{token}?felt=2 HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: de\r\n\r\n"
        return send(site, head.encode())

    status, headers, body = look(fresh)
    assert (status, headers["content-language"], "x-request-id" in headers) == (200, "de", True)
    assert token_in(body) == fresh
    status, _, body = look(answered)
    assert (status, b"without a hint of impatience" in body) == (200, True)
    assert [look(token)[0] for token in (ended, taken_back, "x" * 32, "short")] == [410, 410, 404, 404]
    assert said(site) == before


def test_forty_who_send_slowly_hold_up_nobody(site: Site) -> None:
    (token,) = links(site)
    head = answering(token)[:-20]
    slow = [socket.create_connection(("127.0.0.1", site.port), timeout=20) for _ in range(40)]
    try:
        for line in slow:
            line.sendall(head)
        time.sleep(0.5)
        assert send(site, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", patience=5)[0] == 200
        assert send(site, f"GET /a/{token} HTTP/1.1\r\nHost: x\r\n\r\n".encode(), patience=5)[0] == 200
        slow[0].sendall(answering(token)[-20:])  # whoever finishes is still served
        assert slow[0].recv(12) == b"HTTP/1.1 303"
    finally:
        for line in slow:
            line.close()


def picture(side: int = 900) -> bytes:
    photo = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(photo, "PNG")
    return photo.getvalue()


def with_photo(token: str, photo: bytes) -> bytes:
    body = (
        b'--frontier\r\nContent-Disposition: form-data; name="felt"\r\n\r\n2\r\n'
        b'--frontier\r\nContent-Disposition: form-data; name="photos"; filename="it.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + photo + b"\r\n--frontier--\r\n"
    )
    head = f"POST /a/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"Content-Type: multipart/form-data; boundary=frontier\r\n\r\n" + body


def test_a_large_photo_comes_in_as_it_is_sent_and_half_a_photo_saves_nothing(site: Site) -> None:
    whole, half = links(site, 2)
    answers, photos = said(site)
    request = with_photo(whole, picture())
    assert len(request) > 2_000_000
    assert send(site, request)[0] == 303
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
        line.sendall(with_photo(half, picture())[:1_500_000])
    time.sleep(0.5)
    assert said(site) == (answers + 1, photos + 1)
    assert send(site, f"GET /a/{half} HTTP/1.1\r\nHost: x\r\n\r\n".encode())[0] == 200


def test_a_body_without_a_length_and_a_false_length_are_answered_in_plain_words(site: Site) -> None:
    (token,) = links(site)
    answers = said(site)[0]
    head = f"POST /a/{token} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    piece = b"%x\r\n%s\r\n0\r\n\r\n" % (len(FULL_ANSWER), FULL_ANSWER)
    status, _, body = send(site, head.encode() + b"Transfer-Encoding: chunked\r\n\r\n" + piece)
    assert (status, b"Nothing was chosen" in body) == (400, True)
    for length in ("-1", "1e3", "12 12", "99999999999999999999"):
        try:
            status = send(site, head.encode() + f"Content-Length: {length}\r\n\r\n".encode(), patience=5)[0]
        except (http.client.HTTPException, ConnectionError):
            continue
        assert status in (400, 413)
    assert said(site)[0] == answers


def test_odd_addresses_and_headers_are_answered_and_believed_no_further_than_they_should_be(site: Site) -> None:
    for address in (b"/a/%ff%fe", b"/%c3%28", b"/a/%00", b"/a/x?%00", b"//", b"/a/" + b"x" * 4000, b"/a/%2e%2e/%2e%2e"):
        status, _, body = send(site, b"GET " + address + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert status in (400, 404), address
        assert b"Traceback" not in body
    odd = b"X_Forwarded_For: 1.2.3.4\r\nX-Odd: \xe9\xff\r\nCookie: a=1\r\nCookie: sessionid=nobody\r\n"
    assert send(site, b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" + odd + b"\r\n")[0] == 200


def test_head_says_as_much_as_get_and_carries_nothing(site: Site) -> None:
    (token,) = links(site)
    for path in (f"/a/{token}", "/healthz", "/sign-in/"):
        with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
            line.sendall(f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            whole = b"".join(iter(lambda: line.recv(65536), b""))
        head, _, body = whole.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200")
        assert body == b""


def test_a_stylesheet_comes_whole_and_compressed(site: Site) -> None:
    page = urllib.request.urlopen(site.url + "/sign-in/").read().decode()
    href = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    got = urllib.request.urlopen(urllib.request.Request(site.url + href, headers={"Accept-Encoding": "gzip"}))
    body = got.read()
    assert int(got.headers["Content-Length"]) == len(body) > 1000
    assert got.headers["Content-Encoding"] == "gzip"


def test_who_is_being_served_when_the_site_is_asked_to_stop_is_served(site: Site) -> None:
    tokens = links(site, 200)
    before = said(site)[0]
    statuses: list[int] = []

    def keep_answering(some: list[str]) -> None:
        for token in some:
            try:
                statuses.append(send(site, answering(token))[0])
            except (OSError, http.client.HTTPException):
                return

    people = [threading.Thread(target=keep_answering, args=(tokens[n::8],)) for n in range(8)]
    for person in people:
        person.start()
    eventually(lambda: len(statuses) > 20)
    web = site.pids()["web"]
    os.kill(web, signal.SIGTERM)
    for person in people:
        person.join(30)
    eventually(lambda: not alive(web))
    site.wait_until_ready()
    assert said(site)[0] >= before + statuses.count(303) > before
    assert set(statuses) == {303}


def test_too_many_at_once_are_told_so(site: Site) -> None:
    lines: list[socket.socket] = []
    try:
        for _ in range(1010):
            line = socket.create_connection(("127.0.0.1", site.port), timeout=20)
            line.sendall(b"POST /sign-in/ HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
            lines.append(line)
        time.sleep(1)
        status, headers, body = send(site, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (status, headers["retry-after"]) == (503, "5")
        assert b"Please try again" in body
    finally:
        for line in lines:
            line.close()
    eventually(lambda: _answers(site))


def _answers(site: Site) -> bool:
    try:
        return bool(urllib.request.urlopen(site.url + "/healthz").status == 200)
    except urllib.error.URLError:
        return False
