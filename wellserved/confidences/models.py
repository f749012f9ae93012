"""Pools, in which answers wait unread, and batches, which were opened once.

No answer has a row of its own. All that waits for a team and quarter is one sealed value of one row, written anew as a
whole, in the order of its content: no row id, no column and no place in the file tells which came when.
"""

from __future__ import annotations

from django.db import models


class Pool(models.Model):
    """What was said about a team in a quarter and has not been opened. The rows of all teams are made together."""

    team_id = models.BigIntegerField()  # zero: no team
    quarter = models.CharField(max_length=6)  # "2026Q4": when it was asked, not when it was answered
    content = models.BinaryField()  # a shapes.Held, sealed with the installation's key and padded
    closed = models.BooleanField(default=False)  # its quarter is over, and fewer than five had spoken

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team_id", "quarter"], name="one_pool_of_a_team_and_quarter")]

    def __str__(self) -> str:
        return f"team {self.team_id}, {self.quarter}"


class Batch(models.Model):
    """What five people or more said about a team, added up. Which faces and words came together is not kept."""

    team_id = models.BigIntegerField()
    quarter = models.CharField(max_length=6)  # what too few had said in the quarters before may be in it
    opened_on = models.DateField()
    answers = models.IntegerField()
    achieved = models.JSONField()  # how many said no, partly, yes
    felt = models.JSONField()  # how many chose each face, from 1 to 5
    both = models.IntegerField()  # answers with both sides
    bullseye = models.IntegerField()  # yes and 5
    named = models.JSONField()  # how many named each of the ten qualities …
    missing = models.JSONField()  # … and how many missed it, after a low face
    words = models.JSONField()  # in an order that has nothing to do with when they came

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team_id", "quarter"], name="opened_once"),
            models.CheckConstraint(condition=models.Q(answers__gte=5), name="five_or_more_have_spoken"),
        ]

    def __str__(self) -> str:
        return f"team {self.team_id}, {self.quarter}"
