"""The ledger of asks: a decision for every closing, and who wants to be left in peace about what."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from wellserved.interactions.models import Interaction, Service
from wellserved.kit.clock import now
from wellserved.people.models import Contact, Member
from wellserved.surveys.models.weeks import AskWeek


class Decision(models.Model):
    """Whether a closing was asked about, and why. One for every closing of every interaction."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Will be asked"
        ASKED = "asked", "Asked"
        NOT_ASKED = "not_asked", "Not asked"
        CANCELLED = "cancelled", "Cancelled"

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="decisions")
    closing = models.IntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=40)  # a code of rules.reasons.REASONS
    detail = models.JSONField(default=dict)  # numbers and dates for the reason's sentence
    probability = models.FloatField(null=True)  # of being chosen; empty where a rule spoke first, or a person
    ask_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(default=now)
    week = models.ForeignKey(AskWeek, null=True, on_delete=models.PROTECT, related_name="drawn", db_index=False)
    decided_by = models.ForeignKey(
        Member, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # where it was a person
    team_id = models.BigIntegerField(default=0)  # as it was then; zero: none. Counted without looking elsewhere
    service_id = models.BigIntegerField(default=0)
    spot_id = models.IntegerField(default=0, db_default=0)  # channel and place, as in tallies
    counted_on = models.DateField(null=True)  # the day its interaction was counted as served under, with this decision

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction", "closing"], name="one_decision_per_closing")]
        indexes = [
            models.Index(fields=["ask_at"], condition=models.Q(outcome="waiting"), name="decisions_waiting"),
            models.Index(fields=["reason", "-decided_at"]),
            models.Index(
                fields=["counted_on"], condition=models.Q(counted_on__isnull=False), name="decisions_counted_on"
            ),
            models.Index(fields=["week"], condition=models.Q(week__isnull=False), name="decisions_drawn_in_a_week"),
            # Counting touches nothing but these two.
            models.Index(fields=["decided_at", "outcome", "reason", "team_id", "service_id"], name="decisions_counted"),
            models.Index(fields=["team_id", "decided_at", "outcome", "reason", "service_id"], name="decisions_of_team"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.reason}"


class OptOut(models.Model):
    """A contact wants no more of one kind. Who wants none at all has `opted_out_at` on the contact."""

    class Kind(models.TextChoices):
        SERVICE = "service", "About this service"
        REMINDERS = "reminders", "Reminders"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="opt_outs")
    kind = models.CharField(max_length=20, choices=Kind)
    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint("contact", "kind", Coalesce("service", 0), name="one_opt_out_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.contact_id} wants no {self.kind}"


class SecondChance(models.Model):
    """What went wrong for this contact was put right: the next time they are served is asked about, without chance."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()  # what closes after this is the next time
    invitation = models.ForeignKey(  # the ask about it, once it was made
        "surveys.Invitation", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return f"a second chance with {self.contact_id}"
