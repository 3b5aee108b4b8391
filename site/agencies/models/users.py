from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..roles import GRANTS, Permission, Role

if TYPE_CHECKING:
    from .agencies import Agency, Membership


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account whose address counts as proved: an invitation or an operator vouches for it.

        allauth lets an account with no proved address take any other, and so somebody else's
        invitations.
        """
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """The first person on a new site: an administrator of the whole programme."""
        user = self.create_user(email, password, is_superuser=True, is_staff=True, **fields)
        user.memberships.create(role=Role.ADMINISTRATOR)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who signs in, by e-mail. What they may do comes from their memberships."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("Somebody already uses this e-mail address.")},
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ["last_name", "first_name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_is_unique_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @cached_property
    def held(self) -> list["Membership"]:
        """The memberships in force today; read once a request."""
        return list(self.memberships.current())

    @property
    def roles(self) -> set[Role]:
        """The roles held today, anywhere."""
        return {Role(m.role) for m in self.held}

    @property
    def permissions(self) -> set[Permission]:
        """What this person may do somewhere. Whether they may do it *here*, visible_to() says."""
        return {p for role in self.roles for p in GRANTS[role]}

    def permissions_at(self, agency: "Agency") -> set[Permission]:
        """What this person may do in an agency, for what a page of it offers them."""
        here = (m for m in self.held if m.agency_id in (None, agency.pk))
        return {p for m in here for p in GRANTS[Role(m.role)]}


def display_name(user: User) -> str:
    return str(user)
