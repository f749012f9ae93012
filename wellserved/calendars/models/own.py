"""A member's own calendar: the feed that they subscribe to, and where we look up when they are busy."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Member


class OwnCalendar(models.Model):
    """One row for each member who wants any of it. The feed's address is known by its hash alone; the password is
    sealed with the installation's key; of what fills their days only times are kept, never what for."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="own_calendar")
    letters = models.BooleanField(default=True)  # whether appointments come to them by mail as well
    feed_hash = models.BinaryField(max_length=32, null=True, unique=True)
    feed_made_at = models.DateTimeField(null=True)
    # Where we look up when they are busy, by CalDAV.
    url = models.CharField(max_length=500, blank=True)
    username = models.CharField(max_length=200, blank=True)
    password_sealed = models.TextField(blank=True)
    calendars = models.JSONField(default=list)  # those found there: address, name, and whether it counts
    busy = models.JSONField(default=list)  # pairs of moments, merged and in order
    looked_at = models.DateTimeField(null=True)  # when that was last read without a failure
    look_next_at = models.DateTimeField(null=True)  # empty: there is nowhere to look
    failing_since = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["look_next_at"], condition=models.Q(look_next_at__isnull=False), name="to_look_up")
        ]

    def __str__(self) -> str:
        return f"calendar of {self.member_id}"
