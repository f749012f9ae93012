"""Registers the room with Django."""

from django.apps import AppConfig


class HardonesConfig(AppConfig):
    name = "wellserved.hardones"
    label = "hardones"
