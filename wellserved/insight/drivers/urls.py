"""What can be visited of drivers."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.insight.drivers import views

urlpatterns: list[URLPattern] = [
    path("drivers/", views.drivers, name="drivers"),
    path("from-4-to-5/", views.four_to_five, name="four_to_five"),
]
