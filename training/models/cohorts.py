"""Who is expected to take a course, and by when. A course stays open to everybody else as well."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Membership, User
from agencies.roles import Permission, Role
from agencies.scoping import AgencyScopedQuerySet

from .courses import CoursePage


def learners_of(agency: Agency | None) -> QuerySet[User]:
    """Whose role lets them take training there today; with no agency, anywhere."""
    held = Membership.objects.current().granting(Permission.TAKE_TRAINING)
    if agency is not None:
        held = held.filter(agency=agency)
    return User.objects.filter(Exists(held.filter(user=OuterRef("pk"))), is_active=True)


class CohortQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"


class Cohort(models.Model):
    """People of an agency, or of the whole programme, who are to take a course together."""

    name = models.CharField(_("name"), max_length=100)
    course = models.ForeignKey(CoursePage, models.SET_NULL, null=True, related_name="cohorts")
    course_title = models.CharField(max_length=255)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="cohorts"
    )
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    due_on = models.DateField(_("to be finished by"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="cohorts_created"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="cohort_is_not_due_before_it_starts",
            ),
            models.UniqueConstraint(
                Lower("name"),
                "course_title",
                Coalesce("agency", 0),
                name="cohort_name_is_used_once_for_a_course",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:cohort", args=[self.pk])

    def candidates(self) -> QuerySet[User]:
        """Whom it may hold: people who may take training there, and open the course."""
        people = learners_of(self.agency)
        if self.course is None or self.course.audience != CoursePage.Audience.SUPERVISORS:
            return people
        held = Membership.objects.current().filter(role=Role.SUPERVISOR)
        return people.filter(Exists(held.filter(user=OuterRef("pk"))))


class EnrolmentQuerySet(AgencyScopedQuerySet):
    agency_path = "cohort__agency"

    def belonging_to(self, user: User) -> Self:
        return self.filter(user=user)

    def expected(self) -> Self:
        """Of those who have not left, the people who still take training where the cohort is.

        Whoever has moved to another agency keeps the record, and is looked at no more.
        """
        held = Membership.objects.current().granting(Permission.TAKE_TRAINING)
        own = held.filter(user=OuterRef("user"))
        there = own.filter(agency=OuterRef("cohort__agency"))
        return self.filter(Q(cohort__agency=None) | Exists(there)).filter(
            Exists(own), user__is_active=True, left_at=None
        )


class Enrolment(models.Model):
    """That a person is in a cohort. Who leaves keeps the row; who comes back has another."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments")
    enrolled_at = models.DateTimeField(default=timezone.now)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="enrolments_made"
    )
    own_due_on = models.DateField(null=True, blank=True)  # instead of the cohort's
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments_ended",
    )
    left_because = models.CharField(max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["user__last_name", "user__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "user"],
                condition=Q(left_at=None),
                name="person_is_in_a_cohort_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, left_by=None, left_because="")
                | (Q(left_at__isnull=False, left_by__isnull=False) & ~Q(left_because="")),
                name="person_leaves_a_cohort_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.cohort}"

    @property
    def due_on(self) -> date | None:
        return self.own_due_on or self.cohort.due_on
