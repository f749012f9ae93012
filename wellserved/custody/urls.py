"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.custody import views

urlpatterns: list[URLPattern] = [
    path("contacts/<int:contact_id>/forgetting/", views.contact_forgetting, name="contact_forgetting"),
    path("contacts/<int:contact_id>/copy/", views.contact_copy, name="contact_copy"),
]
