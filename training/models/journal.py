"""What a learner writes for themself under a lesson, and what they show of it to a supervisor."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Membership
from agencies.roles import Role

from .completions import PersonalQuerySet
from .lessons import LessonPage


class JournalEntry(models.Model):
    """A learner's answer to one reflection, with the prompt of that day.

    Only its writer sees it, and whom they show it to. It stays when the lesson changes or goes.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="journal_entries"
    )
    lesson = models.ForeignKey(
        LessonPage, models.SET_NULL, null=True, related_name="journal_entries"
    )
    lesson_title = models.CharField(max_length=255)
    reflection = models.UUIDField()  # the block of the lesson
    prompt = models.TextField()
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name_plural = "journal entries"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson", "reflection"], name="reflection_is_written_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.lesson_title}"


class SharedEntryQuerySet(models.QuerySet):
    def belonging_to(self, user: Any) -> Self:
        """What this person has shared of their own journal."""
        return self.filter(entry__user=user)

    def shared_with(self, user: Any) -> Self:
        """What a supervisor may read, as long as both belong to an agency where they supervise."""
        places = [m.agency_id for m in user.held if m.role == Role.SUPERVISOR]
        people = Membership.objects.current().filter(agency__in=places).values("user")
        return self.open().filter(supervisor=user, entry__user__in=people)

    def open(self) -> Self:
        return self.filter(taken_back_at=None)


class SharedEntry(models.Model):
    """That a journal entry is shown to a supervisor, until it is taken back."""

    entry = models.ForeignKey(JournalEntry, models.CASCADE, related_name="shares")
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="entries_shared_with"
    )
    shared_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = SharedEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        verbose_name_plural = "shared entries"
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "supervisor"],
                condition=Q(taken_back_at=None),
                name="entry_is_shared_once_at_a_time_with_a_supervisor",
            ),
            models.CheckConstraint(
                condition=Q(reply="") | Q(acknowledged_at__isnull=False),
                name="reply_to_an_entry_acknowledges_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} → {self.supervisor}"
