"""Reads for the rating screens. What comes out is plain dataclasses."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from agencies.models import Team, User
from agencies.roles import Permission

from .models import Assessment, Item, Round, Source, StoredScore


@dataclass(frozen=True)
class ItemLine:
    """An item and what has been given for it so far."""

    code: str
    name: str
    value: int | None
    anchor: str
    na_reason: str
    note: str

    @property
    def is_gap(self) -> bool:
        return self.value is None and not self.na_reason


@dataclass(frozen=True)
class DomainLine:
    order: int
    name: str
    items: list[ItemLine]

    @property
    def gaps(self) -> list[ItemLine]:
        return [item for item in self.items if item.is_gap]

    @property
    def answered(self) -> int:
        return len(self.items) - len(self.gaps)


def contents(assessment: Assessment) -> list[DomainLine]:
    """Each domain with its items and ratings, in the instrument's order. One query."""
    rows = (
        Item.objects.filter(domain__version=assessment.round.version_id)
        .annotate(given=FilteredRelation("ratings", condition=Q(ratings__assessment=assessment)))
        .annotate(chosen=FilteredRelation("anchors", condition=Q(anchors__value=F("given__value"))))
        .order_by("domain__order", "order")
        .values_list(
            "domain__order", "domain__name", "code", "name",
            "given__value", "chosen__text", "given__na_reason", "given__note",
        )
    )  # fmt: skip
    return [
        DomainLine(
            order,
            name,
            [ItemLine(c, n, v, a or "", r or "", t or "") for _, _, c, n, v, a, r, t in lines],
        )
        for (order, name), lines in groupby(rows, key=lambda row: row[:2])
    ]


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


@dataclass(frozen=True)
class SignedAssessment:
    pk: int
    team: str
    round: str
    assessor: str
    signed_at: datetime


def signed_assessments(user: User, limit: int) -> list[SignedAssessment]:
    """The newest signed assessments that this person may read."""
    signed = (
        Assessment.objects.visible_to(user, Permission.SEE_FIDELITY)
        .signed()
        .select_related("team", "agency", "round", "assessor")
        .order_by("-signed_at", "-pk")
    )
    return [
        SignedAssessment(a.pk, f"{a.team} ({a.agency})", str(a.round), str(a.assessor), at)
        for a in signed[:limit]
        if (at := a.signed_at)
    ]


def scores_of(assessment: Assessment) -> list[StoredScore]:
    """The stored scores, the total first and then each domain in order."""
    scores = assessment.scores.select_related("domain").order_by("domain__order")
    return sorted(scores, key=lambda s: s.domain.order if s.domain else 0)
