"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.people import views

urlpatterns: list[URLPattern] = [
    path("clients/", views.clients, name="clients"),
    path("teams/", views.teams, name="teams"),
]
