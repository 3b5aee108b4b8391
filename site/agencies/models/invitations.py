import datetime
import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from ..roles import AGENCY_ROLES, Role
from ..scoping import AgencyScopedQuerySet
from .agencies import Agency, Team

VALID_FOR = datetime.timedelta(days=7)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def waiting(self) -> Self:
        """Not answered and not taken back; some may have expired and can be sent again."""
        return self.filter(accepted_at=None, cancelled_at=None)

    def with_token(self, token: str) -> Self:
        return self.filter(token_digest=digest_of(token))


class Invitation(models.Model):
    """A role offered by e-mail. Its link sets a password and begins the membership.

    Only a digest of the link's token is kept, so that reading the database opens no door.
    """

    email = models.EmailField()
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role)
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations_sent"
    )
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=AGENCY_ROLES, agency__isnull=False)
                | (~Q(role__in=AGENCY_ROLES) & Q(agency=None)),
                name="invitation_has_an_agency_when_its_role_belongs_to_one",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                Coalesce("agency", 0),
                Coalesce("team", 0),
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invitation_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def is_expired(self) -> bool:
        return timezone.now() > self.expires_at
