from typing import Self

from django.db import models

from .roles import AGENCY_ROLES, GRANTS, Permission


class AgencyScopedQuerySet(models.QuerySet):
    """Rows that belong to one agency, and are seen only by people with a role there.

    Views load objects through visible_to() and nothing else, so a person outside the
    agency gets 404 rather than 403: they are not told that the row exists.
    """

    agency_path: str

    def visible_to(self, user, permission: Permission) -> Self:
        """The rows of every agency in which `user` holds a role that grants `permission`."""
        if not user.is_authenticated:
            return self.none()
        if any(permission in GRANTS[role] for role in user.roles - {*AGENCY_ROLES}):
            return self  # a role in the whole programme
        memberships = user.memberships.current().granting(permission)
        return self.filter(**{f"{self.agency_path}__in": memberships.values("agency")})
