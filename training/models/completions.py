"""What a person has done. Personal: screens load it through belonging_to() and nothing else."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from .lessons import LessonPage


class PersonalQuerySet(models.QuerySet):
    def belonging_to(self, user: Any) -> Self:
        return self.filter(user=user)


class LessonCompletion(models.Model):
    """That a person has worked through a lesson, kept when the lesson is gone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="lesson_completions"
    )
    lesson = models.ForeignKey(LessonPage, models.SET_NULL, null=True, related_name="completions")
    lesson_title = models.CharField(max_length=255)
    edition = models.PositiveIntegerField(default=1)
    completed_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson", "edition"], name="lesson_is_completed_once_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lesson_title}"
