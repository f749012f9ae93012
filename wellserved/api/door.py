"""The one door of the REST API: keys, errors as RFC 9457 problems, and the rooms' routes."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Wellserved", version="1", urls_namespace="api", docs_url=None)
