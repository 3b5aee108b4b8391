from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models
from django.db.models import Q

from agencies.models import Agency, Team
from agencies.scoping import AgencyScopedQuerySet

from .. import scoring
from ..definitions import Band, Instrument
from ..modes import Exact
from .assessments import Assessment, Round, Source
from .instruments import Domain

PLACES = Decimal("0.000001")
# What a stored score says, whatever it is of.
SAID = (
    "exact",
    "value",
    "band",
    "verdict",
    "coverage",
    "na_share",
    "rated",
    "applicable",
    "not_applicable",
    "items",
)


class StoredScoreQuerySet(AgencyScopedQuerySet):
    agency_path = "agency"

    def totals(self):
        return self.filter(domain=None, ratio="")


class StoredScore(models.Model):
    """What scoring.score() made of an assessment at sign-off; computed once, never again.

    A row each for the whole, each domain and each ratio. `exact` is the score itself, as a
    fraction; `value` is the same to six places, so that dashboards can average in SQL. The agency,
    team, round and source stand here too, because a dashboard then reads one covering index and no
    other table.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores")
    domain = models.ForeignKey(Domain, models.PROTECT, null=True)  # null: the whole, or a ratio
    ratio = models.CharField(max_length=20, blank=True)  # its code
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source)
    exact = models.TextField(blank=True)  # "47/12"; "" is no score
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    band = models.CharField(max_length=100, blank=True)
    verdict = models.CharField(
        max_length=100, blank=True
    )  # of the whole: in the instrument's words
    coverage = models.DecimalField(max_digits=7, decimal_places=6)
    na_share = models.DecimalField(max_digits=7, decimal_places=6)
    rated = models.PositiveSmallIntegerField()
    applicable = models.PositiveSmallIntegerField()
    not_applicable = models.PositiveSmallIntegerField()
    items = models.PositiveSmallIntegerField()  # that were asked

    objects = StoredScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "domain"], name="score_once_a_domain"),
            models.UniqueConstraint(
                fields=["assessment", "ratio"],
                condition=Q(domain=None),
                name="score_one_total_and_once_a_ratio",
            ),
            models.CheckConstraint(
                condition=Q(domain=None) | Q(ratio=""), name="score_is_of_a_domain_or_a_ratio"
            ),
            models.CheckConstraint(
                condition=Q(exact="", value=None) | (~Q(exact="") & Q(value__isnull=False)),
                name="score_is_exact_and_decimal_or_neither",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "source", "round", "domain", "value"], name="score_of_agency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain or self.ratio or 'Total'}: {self.exact or 'not scorable'}"

    def says_the_same_as(self, other: "StoredScore") -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in SAID)

    @classmethod
    def all_of(
        cls, assessment: Assessment, report: scoring.Report, domains: dict[str, Domain]
    ) -> list["StoredScore"]:
        """Unsaved rows for the report; `domains` by their codes."""
        total = cls._of(assessment, report.total)
        total.verdict = verdict_of(assessment.round.version.definition, report)
        return [
            total,
            *(cls._of(assessment, s, domain=domains[s.domain]) for s in report.domains),
            *(cls._of_ratio(assessment, ratio) for ratio in report.ratios),
        ]

    @classmethod
    def _of(
        cls, assessment: Assessment, score: scoring.Score, domain: Domain | None = None
    ) -> "StoredScore":
        return cls(
            **_whose(assessment),
            **_what(score.value, score.band),
            domain=domain,
            coverage=decimal(score.coverage.share),
            na_share=decimal(score.coverage.na_share),
            rated=score.coverage.rated,
            applicable=score.coverage.applicable,
            not_applicable=score.coverage.not_applicable,
            items=score.coverage.asked,
        )

    @classmethod
    def _of_ratio(cls, assessment: Assessment, ratio: scoring.RatioScore) -> "StoredScore":
        counts = {*ratio.ratio.numerator, *ratio.ratio.denominator}
        missing = ratio.why_not is scoring.Why.COUNT_MISSING
        return cls(
            **_whose(assessment),
            **_what(ratio.value, ratio.band),
            ratio=ratio.ratio.code,
            coverage=Decimal(not missing),
            na_share=Decimal(0),
            rated=0 if missing else len(counts),
            applicable=len(counts),
            not_applicable=0,
            items=len(counts),
        )


def verdict_of(instrument: Instrument, report: scoring.Report) -> str:
    """The verdict in the instrument's words; "" where there is none, or it is undecided."""
    if not (instrument.verdict and report.judgement) or report.judgement.is_met is None:
        return ""
    return instrument.verdict.met if report.judgement.is_met else instrument.verdict.not_met


def _whose(assessment: Assessment) -> dict[str, Any]:
    return {
        "assessment": assessment,
        "agency_id": assessment.agency_id,
        "team_id": assessment.team_id,
        "round_id": assessment.round_id,
        "source": assessment.source,
    }


def _what(value: Fraction | None, band: Band | None) -> dict[str, Any]:
    return {
        "exact": "" if value is None else str(value),
        "value": None if value is None else decimal(value),
        "band": band.name if band else "",
    }


def decimal(value: Exact) -> Decimal:
    """A score to six places."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES)
