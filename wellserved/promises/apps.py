"""Registers the room with Django."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "wellserved.promises"
    label = "promises"
