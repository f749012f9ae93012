"""What can be visited of signals."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.insight.signals import views

urlpatterns: list[URLPattern] = [
    path("signals/", views.signals, name="signals"),
    path("signals/letters/", views.signal_letters, name="signal_letters"),
    path("signals/<int:pk>/", views.signal, name="signal"),
    path("signals/<int:pk>/word/", views.signal_word, name="signal_word"),
]
