"""Registers the room with Django."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "wellserved.frame"
    label = "frame"
