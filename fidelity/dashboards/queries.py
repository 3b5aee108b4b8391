"""Reads for the agency dashboard. Each function answers one question in one query (two where
said), and returns plain dataclasses. Figures of different sources, instruments or versions of
one are never pooled: a Scope names one of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from agencies.models import Agency, Team

from ..models import Assessment, InstrumentVersion, Rating, Round, Source, StoredScore
from ..scales import Scale, scale_of_total

TOTAL = ""


@dataclass(frozen=True)
class Scope:
    """What a dashboard's figures are of."""

    agency: Agency
    version: InstrumentVersion
    source: Source

    @property
    def scale(self) -> Scale | None:
        """Of the total; None where the instrument gives none."""
        return scale_of_total(self.version.definition)


def newest_version(agency: Agency) -> InstrumentVersion | None:
    """The instrument version of the agency's newest round; None before its first."""
    newest = (
        Round.objects.filter(agency=agency)
        .begun()
        .select_related("version")
        .order_by("-opens_on", "-pk")
        .first()
    )
    return newest.version if newest else None


@dataclass(frozen=True)
class RoundMean:
    """The mean of one round's scores. `mean` is None where none of them was scorable."""

    round: str
    opens_on: date
    mean: Decimal | None
    assessments: int
    scorable: int


def means_by_round(scope: Scope) -> dict[str, list[RoundMean]]:
    """The mean total (under TOTAL) and the mean of each domain (under its name) in each round,
    oldest first. One query, answered from the index of stored scores."""
    rows = (
        StoredScore.objects.filter(
            agency=scope.agency, source=scope.source, round__version=scope.version, ratio=""
        )
        .values("round__name", "round__opens_on", "domain__name", "domain__order")
        .annotate(mean=Avg("value"), assessments=Count("pk"), scorable=Count("value"))
        .order_by(F("domain__order").asc(nulls_first=True), "round__opens_on", "round")
    )
    means = defaultdict(list)
    for row in rows:
        means[row["domain__name"] or TOTAL].append(
            RoundMean(
                row["round__name"],
                row["round__opens_on"],
                row["mean"],
                row["assessments"],
                row["scorable"],
            )
        )
    return dict(means)


@dataclass(frozen=True)
class TeamScore:
    """A team's newest signed assessment; all None where it has none."""

    team: str
    assessment_id: int | None
    round: str | None
    observed_on: date | None
    value: Decimal | None
    coverage_percent: Decimal | None
    na_percent: Decimal | None


def newest_by_team(scope: Scope) -> list[TeamScore]:
    """Each team of the agency with its newest total, in order of name. Two queries: a seek for
    each team's newest assessment, and those assessments' totals."""
    newest = (
        Assessment.objects.signed()
        .filter(
            team=OuterRef("pk"),
            agency=scope.agency,
            source=scope.source,
            round__version=scope.version,
        )
        .order_by("-observed_on", "-pk")
    )
    teams = list(
        Team.objects.filter(agency=scope.agency).annotate(newest=Subquery(newest.values("pk")[:1]))
    )
    totals = StoredScore.objects.totals().select_related("assessment", "round")
    scores = {s.assessment_id: s for s in totals.filter(assessment__in=[t.newest for t in teams])}
    return [_team_score(team, scores.get(team.newest)) for team in teams]


def _team_score(team: Team, score: StoredScore | None) -> TeamScore:
    if score is None:
        return TeamScore(team.name, None, None, None, None, None, None)
    return TeamScore(
        team.name,
        score.assessment_id,
        score.round.name,
        score.assessment.observed_on,
        score.value,
        score.coverage * 100,
        score.na_share * 100,
    )


@dataclass(frozen=True)
class RoundProgress:
    name: str
    opens_on: date
    closes_on: date
    is_open: bool
    due: int  # teams
    done: int  # teams with a signed assessment


def rounds_due_and_done(scope: Scope) -> list[RoundProgress]:
    """The rounds that have begun, newest first: every team of the agency is due in each."""
    teams = (
        Team.objects.filter(agency=OuterRef("agency"))
        .order_by()
        .values("agency")
        .annotate(n=Count("pk"))
        .values("n")
    )
    signed = Q(assessments__signed_at__isnull=False, assessments__source=scope.source)
    rounds = (
        Round.objects.filter(agency=scope.agency, version=scope.version)
        .begun()
        .annotate(
            due=Coalesce(Subquery(teams), 0),
            done=Count("assessments__team", filter=signed, distinct=True),
        )
        .order_by("-opens_on", "-pk")
    )
    return [
        RoundProgress(r.name, r.opens_on, r.closes_on, r.is_open, r.due, r.done) for r in rounds
    ]


@dataclass(frozen=True)
class ItemMean:
    code: str
    name: str
    mean: Decimal
    lowest: Decimal
    highest: Decimal
    rated: int
    not_applicable: int

    @property
    def na_percent(self) -> float:
        return 100 * self.not_applicable / (self.rated + self.not_applicable)


NEWEST_ROUNDS = 3


def weakest_items(scope: Scope, limit: int) -> list[ItemMean]:
    """The items whose mean score over the newest three rounds that have signed assessments lies
    lowest on the item's own scale, the lowest first."""
    signed = Assessment.objects.signed().filter(round=OuterRef("pk"), source=scope.source)
    newest = (
        Round.objects.filter(Exists(signed), agency=scope.agency, version=scope.version)
        .order_by("-opens_on", "-pk")
        .values("pk")[:NEWEST_ROUNDS]
    )
    rows = (
        Rating.objects.filter(
            assessment__round__in=newest,
            assessment__signed_at__isnull=False,
            assessment__source=scope.source,
            item__highest__isnull=False,  # counts have no scale
        )
        .values("item__code", "item__name", "item__lowest", "item__highest")
        .annotate(
            mean=Avg("score"),
            rated=Count("score", filter=Q(na_reason="")),
            na=Count("pk", filter=~Q(na_reason="")),
        )
        .filter(mean__isnull=False)
    )
    means = [
        ItemMean(
            code=r["item__code"],
            name=r["item__name"],
            mean=r["mean"],
            lowest=r["item__lowest"] or Decimal(0),
            highest=r["item__highest"] or Decimal(0),
            rated=r["rated"],
            not_applicable=r["na"],
        )
        for r in rows
    ]
    return sorted(means, key=_how_high)[:limit]


def _how_high(item: ItemMean) -> tuple[Decimal, str]:
    return (item.mean - item.lowest) / (item.highest - item.lowest), item.code
