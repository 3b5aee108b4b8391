from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A change that may not be made. Its text is a sentence for the person who asked."""

    sentence: ClassVar[str | Promise]
    field: ClassVar[str | None] = None  # of the form, where there is one

    def __str__(self) -> str:
        return str(self.sentence)


class RoleNotYoursToGive(Refused):
    sentence = _("You cannot give this role here. Choose another role.")
    field = "role"


class TeamOfAnotherAgency(Refused):
    sentence = _("This team belongs to another agency. Choose another team.")
    field = "team"


class RoleAlreadyHeld(Refused):
    sentence = _("This person already has this role here.")
    field = "email"


class AlreadyInvited(Refused):
    sentence = _("This person already has an invitation to this role. You can send it again.")
    field = "email"


class InvitationUnknown(Refused):
    sentence = _(
        "We do not know this link. Check that you copied the whole of it, and that it is from "
        "the newest e-mail: each new invitation replaces the one before."
    )


class InvitationCancelled(Refused):
    sentence = _(
        "This invitation was taken back. If you think that is a mistake, "
        "ask the person who invited you."
    )


class InvitationExpired(Refused):
    sentence = _("This invitation is too old. Ask the person who invited you to send a new one.")


class InvitationUsed(Refused):
    sentence = _("This invitation has been accepted. Sign in with your e-mail address.")


class PasswordMissing(Refused):
    sentence = _("Choose a password.")
    field = "new_password1"


class OwnRoleKept(Refused):
    sentence = _(
        "You cannot end the role that lets you manage people. "
        "Ask another agency lead or an administrator to end it."
    )


class AlreadyEnded(Refused):
    sentence = _("This role has already ended.")


class EndsBeforeItStarts(Refused):
    sentence = _("The role cannot end before the day it began.")
    field = "ends_on"


class NameTaken(Refused):
    sentence = _("This name is already in use. Choose another name.")
    field = "name"
