from django.db import models
from django.utils import timezone

from .certificates import Certificate


class Reminder(models.Model):
    """That the holder was told, so many days before its end, to renew a certificate."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "days"], name="reminder_is_sent_once_for_a_certificate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate}: {self.days} days"
