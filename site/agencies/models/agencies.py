from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..roles import AGENCY_ROLES, MAY_INVITE, Permission, Role, roles_granting
from ..scoping import AgencyScopedQuerySet


class AgencyQuerySet(AgencyScopedQuerySet):
    agency_path = "pk"


class Agency(models.Model):
    """An organisation that uses the model: an NHS trust, a council, a charity."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(unique=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"


class Team(models.Model):
    """The people in an agency who work and are supervised together."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="team_name_unique_in_agency"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def current(self, on: date | None = None) -> Self:
        """The memberships in force on a day, today unless told."""
        on = on or timezone.localdate()
        return self.not_ended(on).filter(starts_on__lte=on)

    def not_ended(self, on: date | None = None) -> Self:
        """In force or still to begin. On its last date, `ends_on`, a role is already over."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on or timezone.localdate()))

    def at(self, agency: Agency | None) -> Self:
        """What counts in an agency: the memberships there, and those of the whole programme."""
        return self.filter(Q(agency=None) | Q(agency=agency))

    def may_appoint(self) -> set[Role]:
        """The roles that the holders of these memberships may give to others."""
        held = self.values_list("role", flat=True)
        return {role for name in held for role in MAY_INVITE.get(Role(name), ())}

    def granting(self, permission: Permission) -> Self:
        return self.filter(role__in=roles_granting(permission))


class Membership(models.Model):
    """A role held by a person in an agency, or with no agency in the whole programme, for a time.

    It is in force from `starts_on` until the day before `ends_on`, so that a role ended today
    is gone at once, even one given this morning. People move; past ratings stay where they
    were made.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["user__last_name", "user__first_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=AGENCY_ROLES, agency__isnull=False)
                | (~Q(role__in=AGENCY_ROLES) & Q(agency=None)),
                name="membership_has_an_agency_when_its_role_belongs_to_one",
            ),
            models.CheckConstraint(
                condition=Q(team=None) | Q(agency__isnull=False),
                name="membership_in_a_team_is_in_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_does_not_end_before_it_starts",
            ),
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("agency", 0),
                Coalesce("team", 0),
                condition=Q(ends_on=None),
                name="membership_is_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.agency or _('whole programme')}"
