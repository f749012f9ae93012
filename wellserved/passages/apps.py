"""Registers the room with Django."""

from django.apps import AppConfig


class PassagesConfig(AppConfig):
    name = "wellserved.passages"
    label = "passages"

    def ready(self) -> None:
        from wellserved.passages.actions import answering  # noqa: F401  # takes what people answer by mail
