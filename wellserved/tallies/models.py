"""Deltas waiting to be folded, and the tallies they are folded into. Zero stands for "none" in a dimension."""

from __future__ import annotations

from django.db import models

from wellserved.tallies.rules import ALONE


class Spot(models.Model):
    """A channel and a place together, as they were written: one number to count by instead of two texts."""

    channel = models.CharField(max_length=30, blank=True)
    place = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "place"], name="one_spot")]

    def __str__(self) -> str:
        return f"{self.channel} · {self.place}"


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
    spot = models.IntegerField(default=0, db_default=0)
    members = models.TextField(default="", db_default="")  # who served, as "7,12"
    qualities_before = models.SmallIntegerField(null=True)  # ten bits; null: there was no answer
    qualities_after = models.SmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.day} {self.team}/{self.service}/{self.client}"


class Counts(models.Model):
    """Sufficient statistics of a cell."""

    served = models.IntegerField(default=0, db_default=0)
    asked = models.IntegerField(default=0, db_default=0)
    answered = models.IntegerField(default=0, db_default=0)
    achieved_no = models.IntegerField(default=0, db_default=0)
    achieved_partly = models.IntegerField(default=0, db_default=0)
    achieved_yes = models.IntegerField(default=0, db_default=0)
    felt_1 = models.IntegerField(default=0, db_default=0)
    felt_2 = models.IntegerField(default=0, db_default=0)
    felt_3 = models.IntegerField(default=0, db_default=0)
    felt_4 = models.IntegerField(default=0, db_default=0)
    felt_5 = models.IntegerField(default=0, db_default=0)
    both = models.IntegerField(default=0, db_default=0)  # answers with both sides
    bullseye = models.IntegerField(default=0, db_default=0)  # yes and 5
    both_yes = models.IntegerField(default=0, db_default=0)  # yes, among those with both sides
    both_great = models.IntegerField(default=0, db_default=0)  # 5, among those with both sides
    # What weights add to counting each answer once, in thousandths: where all stand for themselves it is 0. The squares
    # are those of the weights, in millionths.
    more_both = models.BigIntegerField(default=0, db_default=0)
    more_bullseye = models.BigIntegerField(default=0, db_default=0)
    more_squares = models.BigIntegerField(default=0, db_default=0)
    more_achieved = models.BigIntegerField(default=0, db_default=0)  # the same of all who said whether they got it …
    more_achieved_yes = models.BigIntegerField(default=0, db_default=0)
    more_achieved_squares = models.BigIntegerField(default=0, db_default=0)
    more_felt = models.BigIntegerField(default=0, db_default=0)  # … and of all who said how it felt
    more_felt_5 = models.BigIntegerField(default=0, db_default=0)
    more_felt_squares = models.BigIntegerField(default=0, db_default=0)
    came_by = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.pk}"


def _one(name: str, *fields: str) -> list[models.BaseConstraint]:
    return [models.UniqueConstraint(fields=fields, name=name)]


class DayTally(Counts):
    """A day of a team and service."""

    day = models.DateField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)

    class Meta:
        constraints = _one("one_day_tally", "day", "team", "service", "came_by")


class WeekTally(Counts):
    """A week of a team, by its Monday."""

    week = models.DateField()
    team = models.BigIntegerField(default=0)

    class Meta:
        constraints = _one("one_week_tally", "week", "team", "came_by")


class MonthTally(Counts):
    """A month of a team and service, by its first day."""

    month = models.DateField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)

    class Meta:
        constraints = _one("one_month_tally", "month", "team", "service", "came_by")


class SpotDayTally(Counts):
    """A day of a team and service, by channel and place."""

    day = models.DateField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    spot = models.IntegerField(default=0)

    class Meta:
        constraints = _one("one_spot_day_tally", "day", "spot", "team", "service", "came_by")


class SpotWeekTally(Counts):
    """A week of a team, by channel and place."""

    week = models.DateField()
    team = models.BigIntegerField(default=0)
    spot = models.IntegerField(default=0)

    class Meta:
        constraints = _one("one_spot_week_tally", "week", "spot", "team", "came_by")


class SpotMonthTally(Counts):
    """A month of a team and service, by channel and place."""

    month = models.DateField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    spot = models.IntegerField(default=0)

    class Meta:
        constraints = _one("one_spot_month_tally", "month", "spot", "team", "service", "came_by")


class ClientDayTally(Counts):
    """A day of a client, by all there is, so that filters can be combined exactly."""

    day = models.DateField()
    client = models.BigIntegerField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)
    spot = models.IntegerField(default=0)

    class Meta:
        constraints = _one("one_client_day_tally", "client", "day", "team", "service", "spot", "came_by")
        indexes = [
            models.Index(fields=["team", "day"], name="client_days_of_a_team"),
            models.Index(fields=["day"], name="client_days_by_day"),  # for counting afresh
        ]


class ClientWeekTally(Counts):
    """A week of a client, by team and service."""

    week = models.DateField()
    client = models.BigIntegerField()
    team = models.BigIntegerField(default=0)
    service = models.BigIntegerField(default=0)

    class Meta:
        constraints = _one("one_client_week_tally", "client", "week", "team", "service", "came_by")
        indexes = [
            models.Index(fields=["team", "week"], name="client_weeks_of_a_team"),
            models.Index(fields=["week"], name="client_weeks_by_week"),
        ]


class ClientMonthTally(Counts):
    """A month of a client."""

    month = models.DateField()
    client = models.BigIntegerField()

    class Meta:
        constraints = _one("one_client_month_tally", "month", "client", "came_by")


class MemberMonthTally(Counts):
    """A month of a member in a team: what those said whom they served. `served` is not counted here."""

    month = models.DateField()
    member = models.BigIntegerField()
    team = models.BigIntegerField(default=0)

    class Meta:
        constraints = _one("one_member_month_tally", "member", "month", "team", "came_by")
        indexes = [models.Index(fields=["team", "month"], name="member_months_of_a_team")]


class QualityMonthTally(models.Model):
    """How many answers of a month named exactly these qualities, felt this and got that. Team -1 is all together."""

    month = models.DateField()
    team = models.BigIntegerField()
    qualities = models.SmallIntegerField()  # ten bits
    felt = models.SmallIntegerField()  # 0: not said
    achieved = models.SmallIntegerField()  # -1: not said
    answers = models.IntegerField(default=0, db_default=0)
    more = models.BigIntegerField(default=0, db_default=0)  # what weights add to counting each once, in thousandths

    class Meta:
        constraints = _one("one_quality_month_tally", "team", "month", "qualities", "felt", "achieved")

    def __str__(self) -> str:
        return f"{self.month} {self.team}: {self.qualities:010b}"
