"""What can be visited: a client's months."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.insight.baselines import views

urlpatterns: list[URLPattern] = [
    path("clients/<int:client_id>/months/", views.client_baseline, name="client_baseline"),
    path("clients/<int:client_id>/months.csv", views.client_baseline_sheet, name="client_baseline_sheet"),
]
