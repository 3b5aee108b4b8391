from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from .completions import PersonalQuerySet
from .courses import CoursePage


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
