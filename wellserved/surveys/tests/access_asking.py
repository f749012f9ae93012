"""Who may enter the pages about asking."""

from __future__ import annotations

from tests.architecture.access import Page

ASKING = [
    Page("asks"),
    Page("stop_asking", make=lambda cast: {"token": "nothing"}, public=True, nobody=404),
    Page("api:create_invitation", method="post", public=True, nobody=401),
]
