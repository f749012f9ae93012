"""Registers the room with Django, and the kinds of evidence that stand below it."""

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "wellserved.improvements"
    label = "improvements"

    def ready(self) -> None:
        from wellserved.improvements import below  # noqa: F401  # answers and calls for a lead are evidence, too
