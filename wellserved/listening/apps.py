"""Registers the room with Django, and its calls with those who leave people in peace."""

from django.apps import AppConfig


class ListeningConfig(AppConfig):
    name = "wellserved.listening"
    label = "listening"

    def ready(self) -> None:
        from wellserved.listening import arriving, evidence, feeding  # noqa: F401  # takes answers by mail; is evidence; fills feeds
        from wellserved.listening.queries.called import last_called
        from wellserved.surveys.queries.contacted import also_contacted

        also_contacted(last_called)
