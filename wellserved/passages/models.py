"""Words that people wrote, who reads them by when, and what was answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

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
    wrote_back_at = models.DateTimeField(null=True, blank=True)  # they answered a reply by mail
    escalated_at = models.DateTimeField(null=True, blank=True)  # nobody acted in time, and somebody above was told
    compared = models.BooleanField(default=False)  # with the phrase guide, as it reads now
    quotes = models.CharField(max_length=120, blank=True)  # the words to avoid that it tells of, as the guide has them
    quote_seen_at = models.DateTimeField(null=True, blank=True)  # whoever leads has taken it up, or it was not ours

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source_kind", "source_id"], name="one_passage_per_source")]
        indexes = [
            models.Index(fields=["reader", "read_at", "read_by"]),
            models.Index(fields=["team", "-written_at"]),
            models.Index(fields=["id"], condition=Q(compared=False), name="passages_to_compare"),
            models.Index(
                fields=["team"], condition=~Q(quotes="") & Q(quote_seen_at=None), name="passages_with_open_quotes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id}"


class PassedOn(models.Model):
    """Bad news that a person brought to a member, with what was right about it. Until then they do not see it."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="passed_on")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    what_was_right = models.TextField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["passage", "member"], name="passed_on_once")]
        indexes = [models.Index(fields=["member", "seen_at"])]

    def __str__(self) -> str:
        return f"passage {self.passage_id} to {self.member_id}"
