"""Registers the room with Django."""

from django.apps import AppConfig


class KudosConfig(AppConfig):
    name = "wellserved.kudos"
    label = "kudos"
