"""Registers the room with Django."""

from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "wellserved.tallies"
    label = "tallies"
