"""Words that people wrote, who reads them by when, and what was answered."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Client, Contact, Member, Team


class Passage(models.Model):
    """A text somebody wrote to us, with its named reader."""

    source_kind = models.CharField(max_length=30)  # "response"; later "case", "call", "shift"
    source_id = models.BigIntegerField()
    words = models.TextField()
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="passages")
    client = models.ForeignKey(Client, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    low = models.BooleanField(default=False)  # achieved = no, or felt <= 2: a lead is alerted, words or none
    version = models.IntegerField(default=1)  # of the source: a changed answer comes again
    written_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True, blank=True)
    reader = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="to_read")
    read_by = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    reply = models.OneToOneField(  # the latest; an answer that changed may be replied to again
        Letter, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)  # nobody acted in time, and somebody above was told

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_kind", "source_id"], name="one_passage_per_source")]
        indexes = [
            models.Index(fields=["reader", "read_at", "read_by"]),
            models.Index(fields=["team", "-written_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id}"
