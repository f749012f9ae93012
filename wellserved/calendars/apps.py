"""Registers the room with Django."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "wellserved.calendars"
    label = "calendars"

    def ready(self) -> None:
        from wellserved.calendars.actions import answering  # noqa: F401  # takes what calendars answer by mail
