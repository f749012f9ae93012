"""Registers the room with Django."""

from django.apps import AppConfig


class DoorsConfig(AppConfig):
    name = "wellserved.doors"
    label = "doors"
