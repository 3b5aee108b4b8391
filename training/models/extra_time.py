from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .completions import PersonalQuerySet


class ExtraTime(models.Model):
    """How much longer a person has for every quiz with a time limit."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="extra_time")
    percent = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="extra_times_set"
    )
    set_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "extra time"
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__range=(1, 300)),
                name="extra_time_is_from_1_to_300_per_cent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.percent} %"
