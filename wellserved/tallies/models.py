"""Deltas waiting to be folded, and the tallies they are folded into. Zero stands for "none" in a dimension."""

from __future__ import annotations

from django.db import models

from wellserved.tallies.rules import ALONE


class Delta(models.Model):
    """One change: what was counted before is taken away, what counts now is added."""

    came_by = models.SmallIntegerField(default=0, db_default=0)  # how the answer reached us: its place in rules.WAYS
    day = models.DateField()  # the organisation's local day on which the service ended, or the ask was made
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    client = models.BigIntegerField(default=0)
    served = models.SmallIntegerField(default=0)
    asked = models.SmallIntegerField(default=0)
    answered = models.SmallIntegerField(default=0)
    achieved_before = models.SmallIntegerField(null=True)  # 0 no, 1 partly, 2 yes
    felt_before = models.SmallIntegerField(null=True)  # 1 to 5
    achieved_after = models.SmallIntegerField(null=True)
    felt_after = models.SmallIntegerField(null=True)
    weight = models.IntegerField(default=ALONE, db_default=ALONE)  # thousandths; 0: no chance had a say

    def __str__(self) -> str:
        return f"{self.day} {self.team}/{self.service}/{self.client}"


class Counts(models.Model):
    """Sufficient statistics of a cell."""

    served = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    answered = models.IntegerField(default=0)
    achieved_no = models.IntegerField(default=0)
    achieved_partly = models.IntegerField(default=0)
    achieved_yes = models.IntegerField(default=0)
    felt_1 = models.IntegerField(default=0)
    felt_2 = models.IntegerField(default=0)
    felt_3 = models.IntegerField(default=0)
    felt_4 = models.IntegerField(default=0)
    felt_5 = models.IntegerField(default=0)
    both = models.IntegerField(default=0)  # answers with both sides
    bullseye = models.IntegerField(default=0)  # yes and 5
    both_yes = models.IntegerField(default=0)  # yes, among those with both sides
    both_great = models.IntegerField(default=0)  # 5, among those with both sides
    # What weights add to counting each answer once, in thousandths: where all stand for themselves it is 0.
    more_both = models.BigIntegerField(default=0)
    more_bullseye = models.BigIntegerField(default=0)
    more_squares = models.BigIntegerField(default=0)  # of the squared weights of those with both sides, in millionths
    more_achieved = models.BigIntegerField(default=0)  # the same of all who said whether they got it …
    more_achieved_yes = models.BigIntegerField(default=0)
    more_achieved_squares = models.BigIntegerField(default=0)
    more_felt = models.BigIntegerField(default=0)  # … and of all who said how it felt
    more_felt_5 = models.BigIntegerField(default=0)
    more_felt_squares = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class DayTally(Counts):
    """A day of a team and service."""

    day = models.DateField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    came_by = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "team", "service", "came_by"], name="one_day_tally")]

    def __str__(self) -> str:
        return f"{self.day} {self.team}/{self.service}"


class ClientDayTally(Counts):
    """A day of a client, by team and service, so that filters can be combined exactly."""

    day = models.DateField()
    client = models.BigIntegerField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    came_by = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "day", "team", "service", "came_by"], name="one_client_day_tally")
        ]
        indexes = [models.Index(fields=["team", "day"], name="client_days_of_a_team")]

    def __str__(self) -> str:
        return f"{self.day} {self.client}/{self.team}/{self.service}"
