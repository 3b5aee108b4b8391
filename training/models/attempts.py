from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .completions import PersonalQuerySet
from .quizzes import QuizPage


class Attempt(models.Model):
    """One try at a quiz, with the questions, pass mark and rule of that day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(QuizPage, models.SET_NULL, null=True, related_name="attempts")
    paper = models.JSONField()
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    correct = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=Q(submitted_at=None),
                name="one_open_attempt_for_a_person_and_quiz",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, correct=None, total=None, passed=None)
                | Q(
                    submitted_at__isnull=False,
                    correct__isnull=False,
                    total__isnull=False,
                    passed__isnull=False,
                ),
                name="attempt_is_marked_when_it_is_submitted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.paper['title']}"


class Answer(models.Model):
    """The choices that a person ticked for one question of a paper."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question_key = models.CharField(max_length=40)
    choices = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_key"], name="question_is_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_key}: {', '.join(self.choices)}"
