"""Invitations to answer, by the thousand, and the requests that answer them. Runs inside the site's own settings."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

FULL_ANSWER = (
    b"achieved=2&felt=5&qualities=friendly&qualities=listened&qualities=clear"
    b"&words=Explained+it+twice+without+a+hint+of+impatience%2C+and+called+back+to+see+that+it+worked."
)


def make_links(n: int, path: str) -> None:
    """Write n tokens of fresh invitations to a file, one a line."""
    from wellserved.kit.clock import now
    from wellserved.kit.tokens import hash_token, new_token
    from wellserved.people.models import Client, Team
    from wellserved.surveys.models import Invitation

    team, client = Team.objects.get_or_create(name="Desk")[0], Client.objects.get_or_create(name="Biology")[0]
    tokens = [new_token() for _ in range(n)]
    usual = {"about": "your call on Tuesday about the projector", "day": date(2026, 11, 20)}
    Invitation.objects.bulk_create(
        (
            Invitation(
                token_hash=hash_token(token),
                team_id=team.pk,
                client_id=client.pk,
                expires_at=now() + timedelta(days=30),
                **usual,
            )
            for token in tokens
        ),
        batch_size=2000,
    )
    Path(path).write_text("\n".join(tokens))


def answering(token: str) -> bytes:
    """The request of somebody who fills in the whole form and sends it."""
    head = (
        f"POST /a/{token} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(FULL_ANSWER)}\r\n\r\n"
    )
    return head.encode() + FULL_ANSWER


def looking(path: str) -> bytes:
    """The request of a browser that opens a page."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n\r\n".encode()
