"""Who is trained, for an agency's dashboard."""

from dataclasses import dataclass

from django.db.models import Count, Q

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
    core = CoursePage.objects.live().filter(is_core=True)
    holders = Certificate.objects.valid().filter(course__in=core).values("user")
    eligible = Membership.objects.current().filter(agency=agency, role__in=ELIGIBLE_ROLES)
    numbers = eligible.aggregate(
        eligible=Count("user", distinct=True),
        trained=Count("user", distinct=True, filter=Q(user__in=holders)),
    )
    return Trained(**numbers)
