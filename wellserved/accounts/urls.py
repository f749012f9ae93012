"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.accounts import views

urlpatterns: list[URLPattern] = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
]
