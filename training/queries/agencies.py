"""Who is trained, for an agency's dashboard."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from agencies.models import Agency, Membership
from agencies.roles import Role

from ..models import Certificate, CoursePage

ELIGIBLE_ROLES = (Role.WORKER, Role.SUPERVISOR)


@dataclass(frozen=True)
class Trained:
    """People who hold the certificate of a core course, of those who should."""

    eligible: int
    trained: int


def trained_of_eligible(agency: Agency) -> Trained:
    return Trained(**_eligible(agency).aggregate(eligible=_people(), trained=_holders()))


def trained_by_team(agency: Agency) -> dict[int | None, Trained]:
    """By the id of the team; None: people in no team. Somebody in two teams counts in both."""
    teams = _eligible(agency).order_by().values("team_id")
    rows = teams.annotate(eligible=_people(), trained=_holders())
    return {row["team_id"]: Trained(row["eligible"], row["trained"]) for row in rows}


def _eligible(agency: Agency) -> QuerySet[Membership]:
    return Membership.objects.current().filter(agency=agency, role__in=ELIGIBLE_ROLES)


def _people() -> Count:
    return Count("user", distinct=True)


def _holders() -> Count:
    core = CoursePage.objects.live().filter(is_core=True)
    certified = Certificate.objects.valid().filter(course__in=core).values("user")
    return Count("user", distinct=True, filter=Q(user__in=certified))
