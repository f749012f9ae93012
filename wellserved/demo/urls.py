"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.demo.views import demo_sign_in

urlpatterns: list[URLPattern] = [
    path("demo/sign-in/<slug:role>/", demo_sign_in, name="demo_sign_in"),
]
