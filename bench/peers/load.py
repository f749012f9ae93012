"""Puts a peer under load: some keep-alive connections, each sending the next request when the last is done."""

from __future__ import annotations

import http.client
import threading
import time

from bench.peers.servers import Peer


def stored_per_second(peer: Peer, seconds: float, connections: int) -> tuple[float, list[float]]:
    """How many requests a second the peer stored, and how long each took (s). Anything but its own yes is an error."""
    taken: list[float] = []
    wrong: list[str] = []
    start = time.monotonic()

    def send() -> None:
        line = http.client.HTTPConnection("127.0.0.1", peer.port, timeout=60)
        while time.monotonic() - start < seconds and not wrong:
            began = time.monotonic()
            line.request("POST", peer.path, peer.body, peer.headers)
            answer = line.getresponse()
            text = answer.read()
            if answer.status != peer.accepted:
                wrong.append(f"{peer.name} answered {answer.status}: {text[:200]!r}")
                return
            taken.append(time.monotonic() - began)

    senders = [threading.Thread(target=send) for _ in range(connections)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    if wrong:
        raise RuntimeError(wrong[0])
    return len(taken) / (time.monotonic() - start), taken
