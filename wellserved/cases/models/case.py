"""The case itself: one state, its clocks, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.interactions.models import Interaction
from wellserved.kit.clock import now
from wellserved.people.models import Client, Contact, Member, Team
from wellserved.surveys.models import Response


class Case(models.Model):
    """Something owed to a contact. Moves go through cases.actions.moving, the law is in cases.rules."""

    class Kind(models.TextChoices):
        COMPLAINT = "complaint", "Complaint"
        QUESTION = "question", "Question"
        PRAISE = "praise", "Praise, misfiled"
        CHANGE = "change", "Please change who serves me"
        EXPLANATION = "explanation", "Explanation wanted"

    class State(models.TextChoices):
        RECEIVED = "received", "Received"
        ACKNOWLEDGED = "acknowledged", "Acknowledged"
        INVESTIGATING = "investigating", "Investigating"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"

    class Cause(models.TextChoices):
        PERSON = "person", "A person"
        PROCESS = "process", "A process"
        TOOL = "tool", "A tool"
        POLICY = "policy", "A policy"
        NOBODY = "nobody", "Nobody’s"

    class Chance(models.TextChoices):
        NONE = "", "None"
        WAITING = "waiting", "Waiting"
        RECOVERED = "recovered", "Recovered"
        LOST = "lost", "Lost"
        LAPSED = "lapsed", "Lapsed"

    class Way(models.TextChoices):
        ANSWER = "answer", "From an answer"
        DOOR = "door", "By a feedback link"
        LETTER = "letter", "By letter"
        HAND = "hand", "Written down by one of us"
        API = "api", "Through the API"

    key = models.CharField(max_length=120, unique=True)  # of what it came from: the same page sent twice is one case
    seed = models.CharField(max_length=32)  # with the installation's key it makes the token of the status page
    token_hash = models.BinaryField(max_length=32, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=14, choices=State, default=State.RECEIVED)
    title = models.CharField(max_length=200)
    came_by = models.CharField(max_length=8, choices=Way)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="cases")
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="+")
    writer_name = models.CharField(max_length=200, blank=True)  # as they call themselves, where we know no contact
    writer_email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=12, blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="+")
    response = models.ForeignKey(Response, null=True, on_delete=models.SET_NULL, related_name="+")
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")
    lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # with whom it rests
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who is on it
    above_team = models.BooleanField(default=False)  # written above the team, which cannot close it
    passed_over = models.BooleanField(default=False)  # it concerns somebody who leads, and went past them
    received_at = models.DateTimeField(default=now)
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    read_by = models.DateTimeField(null=True)  # they wrote again, and nobody has written back or said "read"
    paused_at = models.DateTimeField(null=True)  # they were asked something; both clocks stand
    paused_until = models.DateTimeField(null=True)  # … but not for ever
    told_acknowledge = models.SmallIntegerField(default=0)  # how far up it was told that this clock has run out
    told_answer = models.SmallIntegerField(default=0)
    told_words = models.SmallIntegerField(default=0)
    look_at = models.DateTimeField(null=True)  # when the clocks must be looked at next
    cause = models.CharField(max_length=8, choices=Cause, blank=True)
    improvement = models.CharField(max_length=300, blank=True)
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    chance = models.CharField(max_length=10, choices=Chance, blank=True, default="")
    chance_since = models.DateTimeField(null=True)
    chance_response = models.ForeignKey(Response, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["state", "-received_at"]),
            models.Index(fields=["team", "-received_at"]),
            models.Index(fields=["look_at"], condition=Q(look_at__isnull=False), name="cases_to_look_at"),
            models.Index(fields=["contact", "chance"]),
            models.Index(fields=["chance", "-chance_since"], condition=~Q(chance=""), name="cases_with_a_chance"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Concern(models.Model):
    """A member whom a case is about."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="concerns")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="concerned_once_by_a_case")]

    def __str__(self) -> str:
        return f"case {self.case_id} concerns {self.member_id}"
