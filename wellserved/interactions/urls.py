"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.interactions import views

urlpatterns: list[URLPattern] = [
    path("interactions/", views.interactions, name="interactions"),
    path("imports/", views.imports, name="imports"),
]
