"""What comes out of files: results from another system, and files that wait to be confirmed."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .bank import QuestionBank
from .completions import PersonalQuerySet


class ImportedResultQuerySet(models.QuerySet):
    def belonging_to(self, user: Any) -> Self:
        """Theirs, also when their account was made after the import."""
        unclaimed = Q(user=None, email__iexact=user.email) & ~Q(email="")
        return self.filter(Q(user=user) | unclaimed)


class ImportedResult(models.Model):
    """What a person got in another system, as that system computed it. Never recomputed."""

    class Kind(models.TextChoices):
        QUIZ = "quiz", _("Quiz")
        CATEGORY = "category", _("Category, over all quizzes")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="imported_results"
    )
    person = models.CharField(max_length=255)  # as the other system called them
    email = models.CharField(max_length=254, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    quiz_title = models.CharField(max_length=255)  # or the category's name
    score = models.IntegerField()
    out_of = models.PositiveIntegerField()
    passed = models.BooleanField(null=True)  # None: the other system did not say, or could not
    taken_at = models.DateTimeField(null=True)
    source = models.CharField(max_length=40)
    raw = models.JSONField()
    fingerprint = models.CharField(max_length=64, unique=True)
    imported_at = models.DateTimeField(default=timezone.now)

    objects = ImportedResultQuerySet.as_manager()

    class Meta:
        ordering = ["taken_at", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {self.quiz_title}"


class WaitingFile(models.Model):
    """A file of questions between its preview and the word that it shall be imported."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    bank = models.ForeignKey(QuestionBank, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=20)
    content = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
