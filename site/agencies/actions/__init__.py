"""Every change to who is who. Callers write `actions.invite(...)`."""

from ..mail import EmailNotSent
from .invitations import (
    accept_invitation,
    account_of,
    cancel_invitation,
    invite,
    open_invitation,
    resend_invitation,
)
from .memberships import appoint, end_membership
from .refusals import (
    AlreadyEnded,
    AlreadyInvited,
    EndsBeforeItStarts,
    InvitationCancelled,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    NameTaken,
    OwnRoleKept,
    PasswordMissing,
    Refused,
    RoleAlreadyHeld,
    RoleNotYoursToGive,
    TeamOfAnotherAgency,
)
from .teams import add_agency, add_team, rename_team

__all__ = [
    "AlreadyEnded",
    "AlreadyInvited",
    "EmailNotSent",
    "EndsBeforeItStarts",
    "InvitationCancelled",
    "InvitationExpired",
    "InvitationUnknown",
    "InvitationUsed",
    "NameTaken",
    "OwnRoleKept",
    "PasswordMissing",
    "Refused",
    "RoleAlreadyHeld",
    "RoleNotYoursToGive",
    "TeamOfAnotherAgency",
    "accept_invitation",
    "account_of",
    "add_agency",
    "add_team",
    "appoint",
    "cancel_invitation",
    "end_membership",
    "invite",
    "open_invitation",
    "rename_team",
    "resend_invitation",
]
