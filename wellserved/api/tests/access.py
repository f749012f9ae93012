"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page

ACCESS = [
    Page("api:api-root", public=True, nobody=404),
    Page("api:openapi-json", public=True, nobody=200),
]
