"""What there is to rate, and to finish."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from agencies.models import Team, User
from agencies.roles import Permission

from ..models import Assessment, Round, Source


@dataclass(frozen=True)
class TeamToRate:
    team_id: int
    name: str
    assessment: Assessment | None


@dataclass(frozen=True)
class RoundToRate:
    pk: int
    name: str
    agency: str
    closes_on: date
    teams: list[TeamToRate]

    @property
    def done(self) -> int:
        return sum(1 for t in self.teams if t.assessment and t.assessment.signed_at)


def rounds_to_rate(user: User) -> list[RoundToRate]:
    """The open rounds in which this person may rate, the first to close first, and how each
    team stands. Three queries, however many rounds."""
    rounds = (
        Round.objects.visible_to(user, Permission.RATE_FIDELITY)
        .open()
        .select_related("agency")
        .order_by("closes_on", "pk")
    )
    teams = list(Team.objects.visible_to(user, Permission.RATE_FIDELITY))
    begun = {
        (a.round_id, a.team_id): a
        for a in Assessment.objects.visible_to(user, Permission.RATE_FIDELITY)
        .filter(round__in=rounds, source=Source.SUPERVISOR)
        .standing()
        .select_related("assessor")
    }
    return [
        RoundToRate(
            r.pk,
            r.name,
            r.agency.name,
            r.closes_on,
            [
                TeamToRate(t.pk, t.name, begun.get((r.pk, t.pk)))
                for t in teams
                if t.agency_id == r.agency_id
            ],
        )
        for r in rounds
    ]


def unfinished(user: User) -> list[Assessment]:
    """This person's drafts whose round has closed: they can still be finished, and are in no
    list of open rounds."""
    drafts = Assessment.objects.rated_by(user).filter(signed_at=None)
    closed = drafts.filter(round__closes_on__lt=timezone.localdate())
    return list(closed.select_related("team", "round"))
