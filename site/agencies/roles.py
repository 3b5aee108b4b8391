"""What each role may do. This table is the whole of it."""

from enum import StrEnum, auto

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    TAKE_TRAINING = auto()
    AUTHOR_TRAINING = auto()  # enter the CMS and publish pages
    REVIEW_TRAINING = auto()  # enter the CMS to read and approve what is sent for review
    MANAGE_TRAINING = auto()  # see people's progress, enrol them, run workshops
    AUTHOR_INSTRUMENTS = auto()  # enter the CMS, and write and publish instruments
    RATE_FIDELITY = auto()
    SEE_FIDELITY = auto()  # signed assessments, item by item
    SEE_DASHBOARD = auto()  # an agency's figures
    PLAN_ROUNDS = auto()
    MANAGE_PEOPLE = auto()  # invite, and end memberships


class Role(TextChoices):
    WORKER = "worker", _("Worker")
    SUPERVISOR = "supervisor", _("Supervisor")
    LEAD = "lead", _("Agency lead")
    TRAINER = "trainer", _("Trainer")
    RESEARCHER = "researcher", _("Researcher")
    COMMISSIONER = "commissioner", _("Commissioner")
    REVIEWER = "reviewer", _("Lived-experience reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")


P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.WORKER: frozenset({P.TAKE_TRAINING}),
    Role.SUPERVISOR: frozenset({P.TAKE_TRAINING, P.RATE_FIDELITY, P.SEE_FIDELITY, P.SEE_DASHBOARD}),
    Role.LEAD: frozenset(
        {
            P.TAKE_TRAINING,
            P.SEE_FIDELITY,
            P.SEE_DASHBOARD,
            P.PLAN_ROUNDS,
            P.MANAGE_PEOPLE,
            P.MANAGE_TRAINING,
        }
    ),
    Role.TRAINER: frozenset(
        {P.TAKE_TRAINING, P.AUTHOR_TRAINING, P.MANAGE_TRAINING, P.AUTHOR_INSTRUMENTS}
    ),
    Role.RESEARCHER: frozenset(
        {P.TAKE_TRAINING, P.SEE_FIDELITY, P.SEE_DASHBOARD, P.AUTHOR_INSTRUMENTS}
    ),
    # Commissioners see agencies only with small numbers protected: not before that is built.
    Role.COMMISSIONER: frozenset(),
    Role.REVIEWER: frozenset({P.TAKE_TRAINING, P.REVIEW_TRAINING}),
    Role.ADMINISTRATOR: frozenset(
        {
            P.TAKE_TRAINING,
            P.AUTHOR_TRAINING,
            P.MANAGE_TRAINING,
            P.AUTHOR_INSTRUMENTS,
            P.SEE_DASHBOARD,
            P.PLAN_ROUNDS,
            P.MANAGE_PEOPLE,
        }
    ),
}

# These belong to one agency; the others hold in the whole programme.
AGENCY_ROLES = (Role.WORKER, Role.SUPERVISOR, Role.LEAD)

# Whom a person with MANAGE_PEOPLE may invite: a lead never makes an administrator.
MAY_INVITE: dict[Role, tuple[Role, ...]] = {
    Role.LEAD: AGENCY_ROLES,
    Role.ADMINISTRATOR: tuple(Role),
}


# Wagtail's groups for the people who enter the CMS. What they may do there comes with the apps'
# migrations; who is in them follows memberships (agencies.actions.memberships).
CMS_GROUPS = {
    P.AUTHOR_TRAINING: "Trainers",
    P.REVIEW_TRAINING: "Lived-experience reviewers",
    P.AUTHOR_INSTRUMENTS: "Instrument authors",
}


def cms_groups_of(role: Role) -> list[str]:
    return [name for permission, name in CMS_GROUPS.items() if permission in GRANTS[role]]


def roles_granting(permission: Permission) -> list[Role]:
    return [role for role, granted in GRANTS.items() if permission in granted]
