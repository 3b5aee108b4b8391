from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import Agency, Membership, Team, User
from ..roles import AGENCY_ROLES, CMS_GROUPS, GRANTS, Permission, Role, cms_groups_of
from .refusals import (
    AlreadyEnded,
    EndsBeforeItStarts,
    OwnRoleKept,
    RoleAlreadyHeld,
    RoleNotYoursToGive,
    TeamOfAnotherAgency,
)


@transaction.atomic
def appoint(
    *, user: User, role: Role, agency: Agency | None, team: Team | None, starts_on: date, by: User
) -> Membership:
    """Give a role to somebody who has an account."""
    refuse_unless_theirs_to_give(role=role, agency=agency, team=team, by=by)
    User.objects.select_for_update().get(pk=user.pk)  # one appointment of a person at a time
    if holds(user, role, agency, team):
        raise RoleAlreadyHeld
    return begin(user=user, role=role, agency=agency, team=team, starts_on=starts_on, by=by)


@transaction.atomic
def end_membership(*, membership: Membership, ends_on: date, by: User) -> None:
    """Let a role end. `ends_on` is the first day without it: today means at once."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    role = Role(membership.role)
    if membership.user_id == by.pk and Permission.MANAGE_PEOPLE in GRANTS[role]:
        raise OwnRoleKept  # so a programme always keeps an administrator
    if membership.ends_on and membership.ends_on <= timezone.localdate():
        raise AlreadyEnded
    if ends_on < membership.starts_on:
        raise EndsBeforeItStarts
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    _leave_cms_groups(membership.user)
    log(membership, "agencies.end_membership", user=by, data={"ends_on": str(ends_on)})


def refuse_unless_theirs_to_give(
    *, role: Role, agency: Agency | None, team: Team | None, by: User
) -> None:
    if (role in AGENCY_ROLES) != (agency is not None):
        raise RoleNotYoursToGive
    if role not in by.memberships.current().at(agency).may_appoint():
        raise RoleNotYoursToGive
    if team is not None and team.agency != agency:
        raise TeamOfAnotherAgency


def holds(user: User, role: Role, agency: Agency | None, team: Team | None) -> bool:
    return user.memberships.not_ended().filter(role=role, agency=agency, team=team).exists()


def begin(
    *, user: User, role: Role, agency: Agency | None, team: Team | None, starts_on: date, by: User
) -> Membership:
    """The one place where a membership begins, so that Wagtail's groups follow it."""
    membership = Membership.objects.create(
        user=user, role=role, agency=agency, team=team, starts_on=starts_on
    )
    user.groups.add(*(Group.objects.get_or_create(name=name)[0] for name in cms_groups_of(role)))
    log(membership, "agencies.appoint", user=by)
    return membership


def _leave_cms_groups(user: User) -> None:
    """A role that ends on a later day keeps its group; from that day config.cms_door is shut."""
    for permission, name in CMS_GROUPS.items():
        if not user.memberships.not_ended().granting(permission).exists():
            user.groups.remove(*Group.objects.filter(name=name))
