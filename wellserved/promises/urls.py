"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.promises import views

urlpatterns: list[URLPattern] = [
    path("promises/", views.promises, name="promises"),
    path("promises/new/", views.promise_new, name="promise_new"),
    path("promises/<int:pk>/", views.promise, name="promise"),
    path("promises/<int:pk>/keeping/", views.promise_keeping, name="promise_keeping"),
    path("promises/<int:pk>/moving/", views.promise_moving, name="promise_moving"),
    path("promises/<int:pk>/breaking/", views.promise_breaking, name="promise_breaking"),
]
