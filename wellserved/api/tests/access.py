"""Who may enter the pages of this room."""

from __future__ import annotations

from tests.architecture.access import Page

ACCESS = [
    Page("api:api-root", public=True, nobody=404),
    Page("api:openapi-json", public=True, nobody=200),
    Page("api_nothing", make=lambda cast: {"rest": "nothing"}, public=True, nobody=404),
    Page("api:bring_interactions", method="post", public=True, nobody=401),
    Page("api:read_interaction", make=lambda cast: {"source": "a", "external_id": "b"}, public=True, nobody=401),
    Page("api:import_interactions", method="post", public=True, nobody=401),
    Page("api:read_import", make=lambda cast: {"import_id": 1}, public=True, nobody=401),
]
