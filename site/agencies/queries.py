"""What the screens about people show."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from .models import Agency, Invitation, Membership, Team, User
from .roles import AGENCY_ROLES, Permission, Role


@dataclass(frozen=True)
class AgencyNumbers:
    name: str
    slug: str
    people: int
    waiting: int


@dataclass(frozen=True)
class Member:
    membership: int
    name: str
    email: str
    role: str
    team: str
    starts_on: date
    ends_on: date | None
    has_begun: bool
    has_ended: bool


@dataclass(frozen=True)
class TeamMembers:
    """A team and who is in it; people of no team are in one that has no key and no name."""

    pk: int | None
    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class WaitingInvitation:
    pk: int
    name: str
    email: str
    role: str
    team: str
    expires_on: date
    is_expired: bool


def manages_programme(user: User) -> bool:
    """Whether a person manages the people who belong to no agency."""
    return (
        user.memberships.current().granting(Permission.MANAGE_PEOPLE).filter(agency=None).exists()
    )


def roles_on_offer(user: User, agency: Agency | None) -> list[Role]:
    """The roles that a person may offer to others there, in the table's order."""
    belongs_here = [role for role in Role if (role in AGENCY_ROLES) == (agency is not None)]
    theirs = user.memberships.current().at(agency).may_appoint()
    return [role for role in belongs_here if role in theirs]


def agencies_with_numbers(user: User) -> list[AgencyNumbers]:
    today = timezone.localdate()
    in_force = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gt=today)
    )
    waiting = Q(invitation__accepted_at=None, invitation__cancelled_at=None)
    agencies = Agency.objects.visible_to(user, Permission.MANAGE_PEOPLE).annotate(
        people=Count("memberships__user", filter=in_force, distinct=True),
        waiting=Count("invitation", filter=waiting, distinct=True),
    )
    return [AgencyNumbers(a.name, a.slug, a.people, a.waiting) for a in agencies.order_by("name")]


def members(agency: Agency | None) -> list[Member]:
    """Everybody who has or had a role in an agency, or in the whole programme, by name."""
    today = timezone.localdate()
    return [
        Member(
            membership=m.pk,
            name=str(m.user),
            email=m.user.email,
            role=m.get_role_display(),
            team=m.team.name if m.team else "",
            starts_on=m.starts_on,
            ends_on=m.ends_on,
            has_begun=m.starts_on <= today,
            has_ended=m.ends_on is not None and m.ends_on <= today,
        )
        for m in Membership.objects.filter(agency=agency).select_related("user", "team")
    ]


def by_team(agency: Agency | None, everybody: list[Member]) -> list[TeamMembers]:
    """The people of today and of the days to come, team by team, empty teams as well."""
    grouped: dict[str, list[Member]] = defaultdict(list)
    for member in everybody:
        if not member.has_ended:
            grouped[member.team].append(member)
    teams = [
        TeamMembers(team.pk, team.name, tuple(grouped[team.name]))
        for team in Team.objects.filter(agency=agency)
    ]
    without = [TeamMembers(None, "", tuple(grouped[""]))] if grouped[""] else []
    return without + teams


def waiting_invitations(agency: Agency | None) -> list[WaitingInvitation]:
    waiting = Invitation.objects.waiting().filter(agency=agency).select_related("team")
    return [
        WaitingInvitation(
            pk=i.pk,
            name=f"{i.first_name} {i.last_name}",
            email=i.email,
            role=i.get_role_display(),
            team=i.team.name if i.team else "",
            expires_on=timezone.localtime(i.expires_at).date(),
            is_expired=i.is_expired,
        )
        for i in waiting
    ]
