"""Training in a room: what was taught where and by whom, and who was there."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, User
from agencies.scoping import AgencyScopedQuerySet

from .cohorts import learners_of
from .courses import ModulePage


class WorkshopQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def meant_for(self, user: User) -> Self:
        """Of this person's agencies, or of the whole programme."""
        agencies = user.memberships.current().exclude(agency=None).values("agency")
        return self.filter(Q(agency=None) | Q(agency__in=agencies))


class Workshop(models.Model):
    """A part of the training that is taught in a room, in one session or several."""

    title = models.CharField(_("title"), max_length=200)
    module = models.ForeignKey(
        ModulePage, models.SET_NULL, null=True, blank=True, related_name="workshops"
    )
    module_title = models.CharField(max_length=255, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="workshops"
    )
    place = models.CharField(_("place"), max_length=200)
    # A trainer from outside has no account, and whoever has one may change their name.
    led_by_name = models.CharField(_("trainer’s name"), max_length=200)
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="workshops_led",
    )
    is_cascade = models.BooleanField(_("taught by local staff"), default=False)
    notes = models.TextField(_("notes"), blank=True, max_length=2000)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="workshops_created"
    )

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:workshop", args=[self.pk])

    def candidates(self) -> QuerySet[User]:
        """Who may be on its register."""
        return learners_of(self.agency)

    @property
    def completes_a_module(self) -> bool:
        """Whether a module counts as done by coming to every session."""
        module = self.module
        return bool(module and (module.attendance_completes or module.needs_attendance))


class WorkshopSessionQuerySet(AgencyScopedQuerySet):
    agency_path = "workshop__agency"


class WorkshopSession(models.Model):
    """One meeting. `revision` goes up with each change of its register."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)  # where it is not the workshop's
    revision = models.PositiveIntegerField(default=0)

    objects = WorkshopSessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["workshop", "starts_at"], name="workshop_has_one_session_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop}, {timezone.localtime(self.starts_at):%d.%m.%Y %H:%M}"

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def where(self) -> str:
        return self.place or self.workshop.place


class AttendanceQuerySet(AgencyScopedQuerySet):
    agency_path = "session__workshop__agency"

    def belonging_to(self, user: User) -> Self:
        return self.filter(user=user)


class Attendance(models.Model):
    """That a person was at a session; or, put right later, that they were not."""

    session = models.ForeignKey(WorkshopSession, models.PROTECT, related_name="attendances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances")
    present = models.BooleanField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="attendances_recorded"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["user__last_name", "user__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"], name="attendance_is_recorded_once_a_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.session}"
