"""What a person has done. Personal: screens load these through belonging_to() and nothing else."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .pages import CoursePage, LessonPage
from .quizzes import QuizPage


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
    completed_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson"], name="lesson_is_completed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lesson_title}"


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


class CertificateQuerySet(PersonalQuerySet):
    def valid(self) -> Self:
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """That a person finished a course. Never changed: the name and title are those of the day."""

    number = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    course = models.ForeignKey(CoursePage, models.SET_NULL, null=True, related_name="certificates")
    holder_name = models.CharField(max_length=310)
    course_title = models.CharField(max_length=255)
    issued_on = models.DateField(default=timezone.localdate)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revocation_reason = models.TextField(blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course"],
                condition=Q(revoked_at=None),
                name="one_valid_certificate_for_a_person_and_course",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="certificate_is_revoked_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("training:certificate", args=[self.number])

    @property
    def verify_url(self) -> str:
        """The whole address, for paper and QR codes."""
        path = reverse("training:certificate_verify", args=[self.number])
        return f"{settings.SITE_URL}{path}"
