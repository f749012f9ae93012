"""An idea, how far it has come, and the evidence that it rests on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from wellserved.interactions.models import Service
from wellserved.kit.clock import now
from wellserved.people.models import Member, Team
from wellserved.promises.models import Promise


class Improvement(models.Model):
    """One line, from anybody. Moves go through improvements.actions.moving, the law is in improvements.rules."""

    class State(models.TextChoices):
        IDEA = "idea", "Idea"
        CHOSEN = "chosen", "Chosen"
        DOING = "doing", "Doing"
        DONE = "done", "Done"
        CHECKED = "checked", "Checked"
        LET_GO = "let_go", "Let go"

    class Number(models.TextChoices):
        """What a done idea is to move: a share that the tallies know, of which more is better."""

        BULLSEYE = "bullseye", "Bullseyes"
        ACHIEVED = "achieved", "Got what they came for"
        FELT = "felt", "Felt great"

    class Verdict(models.TextChoices):
        MOVED = "moved", "It moved"
        DID_NOT = "did_not", "It did not move"
        CANNOT_SAY = "cannot_say", "We cannot say"

    text = models.CharField(max_length=300)
    more = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.IDEA)
    added_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)  # when it last went from one state to another
    key = models.CharField(max_length=80, null=True, unique=True)  # the thing it grew out of: "theme:7", "api:…"
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True)
    promise = models.ForeignKey(Promise, null=True, on_delete=models.SET_NULL, related_name="+")
    let_go_because = models.CharField(max_length=300, blank=True)
    # A done idea: which number it should move, where, by how much, and when we look.
    done_on = models.DateField(null=True)
    number = models.CharField(max_length=10, choices=Number, blank=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    worth = models.SmallIntegerField(default=5)  # points in a hundred that would have been worth it
    check_on = models.DateField(null=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    figures = models.JSONField(default=dict)  # what the verdict rests on, as it was counted then
    checked_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-changed_at"], name="improvements_by_state"),
            models.Index(fields=["-added_at", "-id"], name="improvements_newest"),
            models.Index(fields=["owner", "check_on"], condition=Q(state="done"), name="improvements_to_check"),
        ]

    def __str__(self) -> str:
        return self.text


class Heard(models.Model):
    """A piece of evidence: a kind, its number there, and one sentence. On one idea it counts once."""

    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="heard")
    kind = models.CharField(max_length=30)  # "case", "theme", "call", "response" …
    source_id = models.BigIntegerField()
    sentence = models.CharField(max_length=500, blank=True)
    quote = models.BooleanField(default=False)  # their own words, and not what somebody noted down
    added_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["improvement", "kind", "source_id"], name="evidence_counts_once")
        ]
        indexes = [models.Index(fields=["kind", "source_id"], name="evidence_by_source")]

    def __str__(self) -> str:
        return f"{self.kind} {self.source_id}"
