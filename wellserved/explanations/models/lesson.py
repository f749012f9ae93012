"""What the house learnt about helping: short posts, and what colleagues say to them."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.people.models import Member, Team


class Lesson(models.Model):
    """We helped in another way than we meant: what was meant, what happened, what we would do again."""

    title = models.CharField(max_length=120)
    prompt = models.SmallIntegerField(default=0)  # which of the three questions it answers, from 1; 0: none
    meant = models.TextField(blank=True)
    happened = models.TextField()
    again = models.TextField(blank=True)
    about = models.JSONField(default=list)  # addresses of ours that it links to: explanations, rounds
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")  # none: everybody's
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="lessons_by_day")]

    def __str__(self) -> str:
        return self.title


class LessonWord(models.Model):
    """What a colleague says to a lesson."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="said")
    words = models.TextField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["lesson", "at"], name="words_of_a_lesson")]

    def __str__(self) -> str:
        return f"said to lesson {self.lesson_id}"
