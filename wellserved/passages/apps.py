"""Registers the room with Django."""

from django.apps import AppConfig


class PassagesConfig(AppConfig):
    name = "wellserved.passages"
    label = "passages"
