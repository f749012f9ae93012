"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.calendars import views

urlpatterns: list[URLPattern] = [
    path("settings/hours/", views.working_hours, name="working_hours"),
    path("settings/hours/teams/<int:pk>/", views.working_hours_of_team, name="working_hours_of_team"),
    path("settings/hours/teams/<int:pk>/removal/", views.working_hours_removal, name="working_hours_removal"),
]
