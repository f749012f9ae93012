"""Registers the room with Django."""

from django.apps import AppConfig


class InteractionsConfig(AppConfig):
    name = "wellserved.interactions"
    label = "interactions"
