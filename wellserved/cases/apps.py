"""Registers the room with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "wellserved.cases"
    label = "cases"

    def ready(self) -> None:
        """Letters that come in find their case."""
        from wellserved.cases import arriving  # noqa: F401  registers itself
