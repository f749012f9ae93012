"""What can be visited: whether an improvement moved its number."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.insight.checks import views

urlpatterns: list[URLPattern] = [
    path("improvements/<int:pk>/check/", views.improvement_check, name="improvement_check"),
    path("improvements/<int:pk>/weeks.csv", views.improvement_weeks, name="improvement_weeks"),
]
