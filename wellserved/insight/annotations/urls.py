"""What can be visited of annotations."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.insight.annotations import views

urlpatterns: list[URLPattern] = [
    path("annotations/", views.all_annotations, name="annotations"),
    path("annotations/<int:pk>/", views.annotation, name="annotation"),
    path("annotations/<int:pk>/removal/", views.annotation_removal, name="annotation_removal"),
]
