"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from wellserved.insight.baselines.urls import urlpatterns as baselines

urlpatterns: list[URLPattern | URLResolver] = [*baselines]
