"""Registers the room with Django."""

from django.apps import AppConfig


class HabitsConfig(AppConfig):
    name = "wellserved.habits"
    label = "habits"
