"""Registers the room with Django."""

from django.apps import AppConfig


class SelfchecksConfig(AppConfig):
    name = "wellserved.selfchecks"
    label = "selfchecks"
