"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.selfchecks import views

urlpatterns: list[URLPattern] = [
    path("self-check/", views.selfchecks, name="selfchecks"),
    path("self-check/teams/<int:team_id>/", views.selfcheck_team, name="selfcheck_team"),
    path("self-check/teams/<int:team_id>/check/", views.selfcheck, name="selfcheck"),
    path("self-check/checks/<int:pk>/opening/", views.selfcheck_open, name="selfcheck_open"),
]
