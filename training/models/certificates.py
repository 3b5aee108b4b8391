from datetime import date
from typing import Self, cast

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import User
from agencies.roles import Permission

from .completions import PersonalQuerySet
from .courses import CoursePage
from .designs import CertificateDesign, hours_in_words


class CertificateQuerySet(PersonalQuerySet):
    def visible_to(self, user: User, permission: Permission) -> Self:
        """Certificates are looked after for the whole programme, by the people who write the
        courses; in an agency nobody else does."""
        allowed = permission == Permission.AUTHOR_TRAINING and permission in user.permissions
        return self if allowed else self.none()

    def valid(self, on: date | None = None) -> Self:
        """Neither revoked nor past their last day, today unless told."""
        on = on or timezone.localdate()
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=on), revoked_at=None)

    def expired(self, on: date | None = None) -> Self:
        return self.filter(revoked_at=None, expires_on__lt=on or timezone.localdate())

    def last_issued(self) -> "Certificate | None":
        """Of one person's for one course. Not by date: a reissued one keeps that of the old."""
        return cast("Certificate | None", self.order_by("pk").last())

    def not_followed(self) -> Self:
        """Those that nothing came after, renewed or reissued."""
        later = Certificate.objects.filter(
            user=OuterRef("user"), course=OuterRef("course"), pk__gt=OuterRef("pk")
        )
        return self.exclude(Exists(later))


class Certificate(models.Model):
    """That a person finished a course. What it says never changes, whatever becomes of the
    design, the title and the name; its holder chooses what others see of it."""

    number = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="certificates")
    course = models.ForeignKey(CoursePage, models.SET_NULL, null=True, related_name="certificates")
    holder_name = models.CharField(max_length=310)
    course_title = models.CharField(max_length=255)
    cpd_minutes = models.PositiveIntegerField(default=0)
    issued_on = models.DateField(default=timezone.localdate)
    expires_on = models.DateField(null=True, blank=True)  # the last day on which it is valid
    design = models.JSONField(default=dict, blank=True)  # empty: from before there were designs
    # Whoever gave it by hand; nobody when its holder earned it.
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals"
    )
    reissues = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reissued_as"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revocation_reason = models.TextField(blank=True)
    shows_name = models.BooleanField(_("my name"), default=True)
    shows_course = models.BooleanField(_("the course"), default=True)
    shows_hours = models.BooleanField(_("the hours"), default=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-pk"]
        indexes = [models.Index(fields=["expires_on"], name="certificates_by_their_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course"],
                condition=Q(revoked_at=None, renews=None),
                name="one_first_certificate_for_a_person_and_course",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=Q(revoked_at=None),
                name="certificate_is_renewed_once",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revocation_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revocation_reason="")),
                name="certificate_is_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="certificate_does_not_end_before_it_is_issued",
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

    def row(self) -> CertificateQuerySet:
        """All that this person ever held for the course."""
        same = {"course": self.course} if self.course_id else {"course_title": self.course_title}
        return Certificate.objects.belonging_to(self.user_id).filter(**same)

    @property
    def has_expired(self) -> bool:
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None and not self.has_expired

    @property
    def hours(self) -> str:
        return hours_in_words(self.cpd_minutes)

    @property
    def wording_values(self) -> dict[str, str]:
        """What stands for the placeholders of a design."""
        end = self.expires_on
        return {
            "name": self.holder_name,
            "course": self.course_title,
            "date": formats.date_format(self.issued_on, "j F Y"),
            "hours": self.hours,
            "expiry": formats.date_format(end, "j F Y") if end else "",
        }

    @property
    def printed(self) -> dict:
        """The design it was issued with; the plain one, if it is older than designs."""
        return self.design or CertificateDesign().kept(self.wording_values)
