"""Registers the room with Django, and its page about a client."""

from django.apps import AppConfig


class ExplanationsConfig(AppConfig):
    name = "wellserved.explanations"
    label = "explanations"

    def ready(self) -> None:
        from wellserved.passages.places import read_at
        from wellserved.people.client_pages import about_clients

        about_clients("What suits them", "client_landing")
        read_at("explanation", "explanation_reaction")
