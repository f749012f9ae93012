"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.mail import views

urlpatterns: list[URLPattern] = [
    path("letters/", views.letters, name="letters"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>/cancellation/", views.letter_cancellation, name="letter_cancellation"),
    path("letters/<int:pk>/sending/", views.letter_sending, name="letter_sending"),
    path("letters/<int:pk>/settling/", views.letter_settling, name="letter_settling"),
    path("letters/release/", views.mail_release, name="mail_release"),
    path("letters/hold/", views.mail_hold, name="mail_hold"),
]
