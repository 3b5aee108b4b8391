"""What people write under a lesson or a piece of news. Nothing appears before a trainer read it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from agencies.roles import Permission


class PostQuerySet(models.QuerySet):
    def belonging_to(self, user: Any) -> Self:
        return self.filter(author=user)

    def read_by(self, user: Any) -> Self:
        """What this person may read: what is shown to all, and their own."""
        shown = Q(shown_at__isnull=False, hidden_at=None)
        return self.kept().filter(shown | Q(author=user))

    def moderated_by(self, user: Any) -> Self:
        """Trainers read everything."""
        return self if Permission.AUTHOR_TRAINING in user.permissions else self.none()

    def kept(self) -> Self:
        return self.filter(withdrawn_at=None)

    def waiting(self) -> Self:
        """For a trainer to answer, show or hide."""
        return self.kept().filter(shown_at=None, hidden_at=None, answered_at=None)


class Post(models.Model):
    """A question to the trainers, an example from practice, or a comment, kept without its page.

    The writer is signed by first name and by the agency they were in that day.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question to the trainers")
        PRACTICE = "practice", _("From practice")
        COMMENT = "comment", _("Comment")

    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="posts")
    page_title = models.CharField(max_length=255)
    kind = models.CharField(max_length=10, choices=Kind)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    agency_name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    shown_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="answer_has_somebody_who_gave_it",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(kind="question"), name="only_a_question_is_answered"
            ),
            models.CheckConstraint(
                condition=Q(shown_at=None) | ~Q(kind="question") | ~Q(answer=""),
                name="question_is_shown_with_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(shown_by=None, shown_at=None)
                | Q(shown_by__isnull=False, shown_at__isnull=False),
                name="post_is_shown_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(hidden_by=None, hidden_at=None, hidden_reason="")
                | (Q(hidden_by__isnull=False, hidden_at__isnull=False) & ~Q(hidden_reason="")),
                name="post_is_hidden_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page_title}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None and not self.is_hidden

    @property
    def waits(self) -> bool:
        """For a trainer."""
        return not (self.is_shown or self.is_hidden or self.answer)

    @property
    def signature(self) -> str:
        return ", ".join(filter(None, [self.author.first_name, self.agency_name]))
