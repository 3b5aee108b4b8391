import secrets
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..mail import send_invitation
from ..models import Agency, Invitation, Team, User
from ..models.invitations import VALID_FOR, digest_of
from ..roles import Role
from . import memberships
from .refusals import (
    AlreadyInvited,
    InvitationCancelled,
    InvitationExpired,
    InvitationUnknown,
    InvitationUsed,
    PasswordMissing,
    RoleAlreadyHeld,
)


@transaction.atomic
def invite(
    *,
    email: str,
    first_name: str,
    last_name: str,
    role: Role,
    agency: Agency | None,
    team: Team | None,
    by: User,
) -> Invitation:
    """Offer a role by e-mail. The e-mail leaves when the invitation is safely kept."""
    memberships.refuse_unless_theirs_to_give(role=role, agency=agency, team=team, by=by)
    user = account_of(email)
    if user and memberships.holds(user, role, agency, team):
        raise RoleAlreadyHeld
    invitation = Invitation(
        email=email.lower(),
        first_name=first_name,
        last_name=last_name,
        role=role,
        agency=agency,
        team=team,
        invited_by=by,
    )
    _send_with_new_link(invitation)
    log(invitation, "agencies.invite", user=by)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: User) -> None:
    """Send a new link, good for as long as the first was. The old link is dead."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _refuse_unless_waiting(invitation)
    _send_with_new_link(invitation)
    log(invitation, "agencies.resend_invitation", user=by)


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: User) -> None:
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _refuse_unless_waiting(invitation)
    invitation.cancelled_at = timezone.now()
    invitation.save(update_fields=["cancelled_at"])
    log(invitation, "agencies.cancel_invitation", user=by)


def open_invitation(*, token: str) -> Invitation:
    """The invitation a link leads to, or a refusal that says why it leads nowhere."""
    invitations = Invitation.objects.select_related("agency", "team", "invited_by")
    return _usable(invitations.with_token(token).first())


@transaction.atomic
def accept_invitation(*, token: str, password: str | None) -> User:
    """Begin the membership, and make the account if this e-mail address has none.

    An account that exists keeps its password: the link then only adds the role.
    """
    invitation = _usable(_locked(token))
    user = account_of(invitation.email) or _new_account(invitation, password)
    role, agency, team = Role(invitation.role), invitation.agency, invitation.team
    if not memberships.holds(user, role, agency, team):
        memberships.begin(
            user=user,
            role=role,
            agency=agency,
            team=team,
            starts_on=timezone.localdate(),
            by=invitation.invited_by,
        )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    log(invitation, "agencies.accept_invitation", user=user)
    return user


def account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email).first()


def _locked(token: str) -> Invitation | None:
    """With every invitation to the same address: two links make one account, even at once."""
    found = Invitation.objects.with_token(token).first()
    same_address = Invitation.objects.filter(email=found.email if found else "").order_by("pk")
    return next((i for i in same_address.select_for_update() if i == found), None)


def _new_account(invitation: Invitation, password: str | None) -> User:
    if not password:
        raise PasswordMissing
    return User.objects.create_user(
        invitation.email,
        password,
        first_name=invitation.first_name,
        last_name=invitation.last_name,
    )


def _send_with_new_link(invitation: Invitation) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest_of(token)
    invitation.expires_at = timezone.now() + VALID_FOR
    try:
        with transaction.atomic():
            invitation.save()
    except IntegrityError as error:  # the constraint invitation_waits_once, raced or not
        raise AlreadyInvited from error
    transaction.on_commit(partial(send_invitation, invitation, token))


def _usable(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise InvitationUnknown
    _refuse_unless_waiting(invitation)
    if invitation.is_expired:
        raise InvitationExpired
    return invitation


def _refuse_unless_waiting(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise InvitationUsed
    if invitation.cancelled_at:
        raise InvitationCancelled
