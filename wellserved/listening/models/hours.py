"""When members can be called upon, and who wants no calls."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member


def usual_hours() -> dict[str, list[list[str]]]:
    """When most can be spoken to: Monday to Friday, two hours in the morning and two after lunch."""
    return {str(day): [["10:00", "12:00"], ["14:00", "16:00"]] for day in range(5)}


class CallingHours(models.Model):
    """When a member makes calls, in their own time, and how they can be reached directly."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="calling_hours")
    timezone = models.CharField(max_length=60)
    hours = models.JSONField(default=usual_hours)  # as in calendars: weekday, 0 for Monday, to spans
    direct = models.CharField(max_length=120, blank=True)  # a number or an address, for the closing line

    def __str__(self) -> str:
        return f"calling hours of {self.member_id}"


class NoCalls(models.Model):
    """A contact wants no invitations to calls. Who wants none of our letters at all has `opted_out_at`."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.contact_id} wants no calls"
