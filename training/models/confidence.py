from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import confidence
from .completions import PersonalQuerySet
from .courses import CoursePage


class Occasion(models.TextChoices):
    BASELINE = "baseline", _("Before the course")
    FOLLOW_UP = "follow-up", _("After the course")


class ConfidenceRating(models.Model):
    """How sure a learner said to be of one statement, for their own eyes. The words are kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="confidence_ratings"
    )
    course = models.ForeignKey(
        CoursePage, models.SET_NULL, null=True, related_name="confidence_ratings"
    )
    course_title = models.CharField(max_length=255)
    occasion = models.CharField(max_length=10, choices=Occasion)
    statement = models.CharField(max_length=200)
    value = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(confidence.LOWEST), MaxValueValidator(confidence.HIGHEST)]
    )
    rated_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course", "occasion", "statement"],
                name="statement_is_rated_once_an_occasion",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=confidence.LOWEST, value__lte=confidence.HIGHEST),
                name="confidence_is_from_1_to_9",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.statement}"
