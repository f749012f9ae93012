"""What is agreed for a certain time, such as a call, as calendars know it: one UID, and a number for each change."""

from __future__ import annotations

from django.db import models

from wellserved.kit.clock import now
from wellserved.mail.models import Letter
from wellserved.people.models import Contact, Member


class Appointment(models.Model):
    """A time of something that a room above keeps, such as ("call", 17): invited to, moved, called off."""

    class State(models.TextChoices):
        STANDS = "stands", "Agreed"
        OFF = "off", "Called off"

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    uid = models.CharField(max_length=200, unique=True)  # cannot be guessed: who answers it was invited
    sequence = models.IntegerField(default=0)  # goes up with each change (RFC 5546, 2.1.4)
    state = models.CharField(max_length=10, choices=State, default=State.STANDS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200, blank=True)  # such as the number to call
    changed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="one_appointment_of_a_subject"),
        ]
        indexes = [
            models.Index(
                fields=["subject_kind", "starts_at"], condition=models.Q(state="stands"), name="standing_appointments"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_id}"


class Guest(models.Model):
    """Somebody who was invited to an appointment, and what their calendar answered."""

    class Answer(models.TextChoices):
        NONE = "", "Not answered"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        TENTATIVE = "tentative", "Perhaps"

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="guests")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")  # the last
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_sequence = models.IntegerField(null=True)  # which state of things they answered

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appointment", "member"], name="a_member_once"),
            models.UniqueConstraint(fields=["appointment", "contact"], name="a_contact_once"),
            models.CheckConstraint(
                condition=models.Q(member__isnull=True) ^ models.Q(contact__isnull=True), name="a_guest_is_one_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id or self.contact_id} of {self.appointment_id}"
