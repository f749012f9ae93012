"""Registers the room with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "wellserved.cases"
    label = "cases"

    def ready(self) -> None:
        """Letters that come in find their case; a case is evidence on the board of improvements."""
        from wellserved.cases import arriving, evidence  # noqa: F401  register themselves
