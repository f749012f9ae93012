"""What was noted in a call, line by line, so that two copies can be put together without losing a word."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.listening.models.calls import Call


class CallLine(models.Model):
    """A piece of the notes of one call: a remark, or, as a line of its own, a quote.

    The page shows the lines of a question as running text. Marking a quote splits a line into what stands
    before it, the quote and what stands after. The device that writes a line gives it its id.
    """

    id = models.UUIDField(primary_key=True)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="lines")
    question = models.SmallIntegerField()  # 0 for the first of the round's; rules.merging.PROMISED: what I promised
    place = models.FloatField()  # its order within the question
    text = models.TextField()
    is_quote = models.BooleanField(default=False)  # their own words, as they said them
    new_paragraph = models.BooleanField(default=False)
    revision = models.IntegerField(default=1)  # goes up with each change
    beside = models.UUIDField(null=True)  # the line that somebody changed elsewhere meanwhile: both are kept
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)  # taken away; kept so that an older copy does not bring it back

    class Meta:
        indexes = [models.Index(fields=["call", "question", "place"], name="lines_of_a_call")]

    def __str__(self) -> str:
        return f"line {self.pk}"
