"""Registers the room with Django."""

from django.apps import AppConfig


class ExplanationsConfig(AppConfig):
    name = "wellserved.explanations"
    label = "explanations"
