"""Registers the room with Django."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "wellserved.mail"
    label = "mail"

    def ready(self) -> None:
        from anymail.signals import inbound, tracking

        from wellserved.mail.inward.from_webhooks import keep_letter
        from wellserved.mail.inward.told import hear_event

        inbound.connect(keep_letter, dispatch_uid="wellserved.mail")
        tracking.connect(hear_event, dispatch_uid="wellserved.mail")
