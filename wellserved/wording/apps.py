"""Registers the room with Django."""

from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "wellserved.wording"
    label = "wording"
