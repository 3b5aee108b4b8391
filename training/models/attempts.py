from typing import Any, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.roles import Permission

from .. import papers
from .bank import QuestionVersion
from .completions import PersonalQuerySet
from .quizzes import QuizPage


class AttemptQuerySet(PersonalQuerySet):
    def standing(self) -> Self:
        """With the result that counts now as `stands_earned` and `stands_passed`: that of the last
        regrade, or else that of the day."""
        last = Regrade.objects.filter(attempt=OuterRef("pk")).order_by("-pk")
        return self.annotate(
            stands_earned=Coalesce(Subquery(last.values("earned")[:1]), F("earned")),
            stands_passed=Coalesce(Subquery(last.values("passed")[:1]), F("passed")),
        )

    def to_mark(self) -> Self:
        """Handed in, and waiting for a person."""
        return self.filter(submitted_at__isnull=False, marked_at=None)


class Attempt(models.Model):
    """One try at a quiz, with the questions, pass mark and rules of that day.

    Its result is that of the day and never changes: a regrade is a row beside it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(QuizPage, models.SET_NULL, null=True, related_name="attempts")
    paper = models.JSONField()  # read it through `questions` and training.papers.read
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)  # with a time limit
    submitted_at = models.DateTimeField(null=True, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)  # later, where essays wait
    earned = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)  # points
    total = models.PositiveIntegerField(null=True, blank=True)  # points
    passed = models.BooleanField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "pk"]
        indexes = [
            # Few wait, among very many; and trainers are told how many on each start page.
            models.Index(
                fields=["submitted_at"],
                condition=Q(submitted_at__isnull=False, marked_at=None),
                name="attempts_that_wait",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=Q(submitted_at=None),
                name="one_open_attempt_for_a_person_and_quiz",
            ),
            models.CheckConstraint(
                condition=Q(marked_at=None) | Q(submitted_at__isnull=False),
                name="attempt_is_submitted_before_it_is_marked",
            ),
            models.CheckConstraint(
                condition=Q(marked_at=None, earned=None, total=None, passed=None)
                | Q(
                    marked_at__isnull=False,
                    earned__isnull=False,
                    total__isnull=False,
                    passed__isnull=False,
                ),
                name="attempt_has_a_result_when_it_is_marked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.paper['title']}"

    @property
    def sheet(self) -> papers.Paper:
        """The paper, whatever its format."""
        return papers.read(self.paper)

    @property
    def seconds_left(self) -> int:
        """Of an attempt with a time limit; nought when it is over."""
        return max(0, int((self.ends_at - timezone.now()).total_seconds())) if self.ends_at else 0

    @property
    def waits(self) -> bool:
        return self.submitted_at is not None and self.marked_at is None


# An answer has its points once handed in; only an essay that nobody has marked earned nothing yet.
WAITS = Q(points__isnull=False, earned=None)


class AnswerQuerySet(models.QuerySet):
    def markable_by(self, user: Any) -> Self:
        """Essays that wait or were marked, for trainers, everywhere: never one of their own."""
        if Permission.AUTHOR_TRAINING not in user.permissions:
            return self.none()
        is_marked = Exists(EssayMark.objects.filter(answer=OuterRef("pk")))
        return self.filter(is_marked | WAITS).exclude(attempt__user=user)

    def to_mark(self) -> Self:
        """Essays that wait for a person, in the order in which they were begun."""
        return self.filter(WAITS, attempt__in=Attempt.objects.to_mark()).order_by("pk")


class Answer(models.Model):
    """What a person answered to one question of a paper; once marked, what it earned."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question_key = models.CharField(max_length=40)
    response = models.JSONField()  # its shape by type: training.papers.fits
    version = models.ForeignKey(QuestionVersion, models.PROTECT, null=True, related_name="answers")
    part = models.PositiveSmallIntegerField(default=0)  # of a scenario, from 1
    saved_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)  # feedback given, so it is final
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    earned = models.DecimalField(max_digits=12, decimal_places=4, null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_key"], name="question_is_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_key}: {self.response}"


class EssayMark(models.Model):
    """What a marker gave an essay. A second thought is another row; the last one counts."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="marks")
    points = models.DecimalField(max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])
    comment = models.TextField(blank=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.points}"


class Regrade(models.Model):
    """A marked attempt marked again because a question was wrong. The first result is kept."""

    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="regrades")
    replaced = models.JSONField()  # {version asked: version it was marked by}, all so far
    earned = models.DecimalField(max_digits=12, decimal_places=4)
    total = models.PositiveIntegerField()
    passed = models.BooleanField()
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="regrade_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.reason}"
