"""Negotiating cards: everybody is dealt the same hand, and an idea needs as many cards as its effort."""

from __future__ import annotations

from django.db import models

from wellserved.improvements.models.ideas import Improvement
from wellserved.kit.clock import now
from wellserved.people.models import Member


class Dealt(models.Model):
    """A round of cards: who was dealt how many. Whoever moves a card locks it, so that no card lies in two places."""

    name = models.CharField(max_length=120)
    hand = models.SmallIntegerField()
    players = models.ManyToManyField(Member, related_name="+")
    version = models.IntegerField(default=0)  # goes up with every card that moves
    opened_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(default=now)
    closed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-opened_at"], name="cards_newest")]

    def __str__(self) -> str:
        return self.name


class Stake(models.Model):
    """An idea in a round of cards, and how many it needs: its median effort when the cards were dealt."""

    dealt = models.ForeignKey(Dealt, on_delete=models.CASCADE, related_name="stakes")
    improvement = models.ForeignKey(Improvement, on_delete=models.CASCADE, related_name="stakes")
    needs = models.SmallIntegerField()
    place = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dealt", "improvement"], name="an_idea_once_on_a_table")]

    def __str__(self) -> str:
        return f"{self.improvement_id} in {self.dealt_id}"


class Card(models.Model):
    """One card. It is in somebody's hand, or lies on an idea: it cannot be in two places, for it is one row."""

    dealt = models.ForeignKey(Dealt, on_delete=models.CASCADE, related_name="cards")
    dealt_to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    held_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # who may play it: it can be lent
    on = models.ForeignKey(Stake, null=True, on_delete=models.SET_NULL, related_name="cards")

    class Meta:
        indexes = [models.Index(fields=["dealt", "held_by"], name="cards_in_a_hand")]

    def __str__(self) -> str:
        return f"card {self.pk}"
