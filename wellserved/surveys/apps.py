"""Registers the room with Django."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "wellserved.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Whoever wants to hear nothing about a service gets no letter before an appointment for it, either."""
        from wellserved.prepsheets.wishes import also_unwanted
        from wellserved.surveys.queries.asking import opt_outs_of

        also_unwanted(opt_outs_of)
