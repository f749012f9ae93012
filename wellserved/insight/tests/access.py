"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page

ACCESS = [
    Page("api:read_pulse", public=True, nobody=401),
]
