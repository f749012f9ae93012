"""Registers the room with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wellserved.people"
    label = "people"

    def ready(self) -> None:
        from wellserved.people.actions import bouncing, opting  # noqa: F401  # want to hear what became of letters
