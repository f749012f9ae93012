"""An explanation, and every text that it ever had."""

from __future__ import annotations

from django.db import models

from wellserved.cases.models import Case
from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.people.models import Client, Contact, Member, Team


class Explanation(models.Model):
    """One page for a client. It moves through actions only; the law is in explanations.rules."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        REVIEW = "review", "Waiting for a second person"
        RETURNED = "returned", "Returned with remarks"
        APPROVED = "approved", "Approved"
        SENT = "sent", "Sent"

    key = models.CharField(max_length=80, unique=True)  # the same form sent twice is one explanation
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=120)  # of the latest version
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="explanations")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="explanations")
    language = models.CharField(max_length=12, default="en")
    # What it grew from: a case, a piece of service, or neither.
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="explanations")
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="+")
    writer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="explanations")
    executive = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who signs
    reviewer = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who was asked
    version = models.IntegerField(default=1)  # the number of the latest
    changed = models.IntegerField(default=0)  # goes up with whatever changes the page: text, evidence, pictures
    format = models.CharField(max_length=40, default="letter")  # the key of a built-in format, or "own:" and its id
    proposed = models.CharField(max_length=40, blank=True)  # the format that was proposed when it was begun
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    submitted_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True)  # the last time

    class Meta:
        indexes = [
            models.Index(fields=["state", "-changed_at"], name="explanations_by_state"),
            models.Index(fields=["client", "-sent_at"], name="explanations_of_a_client"),
            models.Index(fields=["team", "-changed_at"], name="explanations_of_a_team"),
        ]

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """The text as somebody left it. It never changes: who writes on makes the next one."""

    explanation = models.ForeignKey(Explanation, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    title = models.CharField(max_length=120)
    asked = models.TextField(blank=True)  # You asked
    did = models.TextField(blank=True)  # What we did, in words; the dated lines are evidence
    why = models.TextField(blank=True)  # Why this way
    costs = models.TextField(blank=True)  # What it costs
    next = models.TextField(blank=True)  # What next
    numbers = models.TextField(blank=True)  # a line each: the figure, a bar, what it counts
    annex = models.TextField(blank=True)  # what only a technical reader wants
    writer = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["explanation", "number"], name="one_version_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.explanation_id}"
