"""Certificates given to many people at once, in the background."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.roles import Permission
from lib.storage import PrivateStorage

from .certificates import Certificate
from .courses import CoursePage


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user: User, permission: Permission) -> Self:
        allowed = permission == Permission.AUTHOR_TRAINING and permission in user.permissions
        return self if allowed else self.none()


class CertificateBatch(models.Model):
    """One run for one course: who was to get a certificate, and what came of it."""

    course = models.ForeignKey(CoursePage, models.SET_NULL, null=True, related_name="batches")
    course_title = models.CharField(max_length=255)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    # How many of the certificates are in the archive, and since when: to draw them takes longest.
    drawn = models.PositiveIntegerField(default=0)
    drawn_at = models.DateTimeField(null=True, blank=True)
    archive = models.FileField(storage=PrivateStorage, upload_to="certificates", blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(finished_at=None),
                name="one_batch_of_certificates_at_a_time_for_a_course",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_title}, {self.started_at:%d %B %Y}"

    def get_absolute_url(self) -> str:
        return reverse("training:batch", args=[self.pk])


class BatchMember(models.Model):
    """A person in a batch."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ISSUED = "issued", _("Certificate issued")
        HELD = "held", _("Has a certificate already")
        NOT_COMPLETE = "not complete", _("The course is no longer complete")
        FAILED = "failed", _("Something went wrong; start again for this person")

    batch = models.ForeignKey(CertificateBatch, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.WAITING)
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user__last_name", "user__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "user"], name="person_is_in_a_batch_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_outcome_display()}"
