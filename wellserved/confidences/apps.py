"""Registers the room with Django."""

from django.apps import AppConfig


class ConfidencesConfig(AppConfig):
    name = "wellserved.confidences"
    label = "confidences"
