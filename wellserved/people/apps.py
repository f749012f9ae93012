"""Registers the room with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "wellserved.people"
    label = "people"

    def ready(self) -> None:
        from wellserved.people.actions import bouncing  # noqa: F401  # wants to hear of letters that did not arrive
